namespace Parley.Testing;

/// <summary>The checkout that the tests run from.</summary>
public static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string directory) =>
        File.Exists(Path.Combine(directory, "Parley.slnx")) ? directory : Find(Path.GetDirectoryName(directory)!);
}
