namespace Parley.Testing;

/// <summary>The checkout that the tests run from.</summary>
public static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The labelled sets for measuring, which are not part of the checkout; null where they are not.</summary>
    public static string? RetrievalData { get; } = new[] { Environment.GetEnvironmentVariable("PARLEY_RETRIEVAL_DATA"), Path.Combine(Root, "..", "shared", "data", "retrieval") }
        .FirstOrDefault(Directory.Exists);

    private static string Find(string directory) =>
        File.Exists(Path.Combine(directory, "Parley.slnx")) ? directory : Find(Path.GetDirectoryName(directory)!);
}
