namespace Parley.Cli.Ingest;

/// <summary>What <c>parley ingest</c> was told.</summary>
/// <param name="Targets">Files, folders and addresses.</param>
internal sealed record IngestRequest(IReadOnlyList<string> Targets, string Collection, IReadOnlyList<string> Tags, string? Chunker)
{
    public const string DefaultCollection = "Documents";

    public IReadOnlyList<string> Urls => [.. Targets.Where(IsUrl)];

    /// <summary>Full paths of folders.</summary>
    public IReadOnlyList<string> Folders => [.. Paths.Where(Directory.Exists)];

    /// <summary>Full paths of files.</summary>
    public IReadOnlyList<string> Files => [.. Paths.Where(File.Exists)];

    private IEnumerable<string> Paths => Targets.Where(target => !IsUrl(target)).Select(Path.GetFullPath);

    /// <exception cref="UsageException">There is nothing by one of the names.</exception>
    public void Check()
    {
        if (Targets.FirstOrDefault(target => !IsUrl(target) && !File.Exists(target) && !Directory.Exists(target)) is { } missing)
        {
            throw new UsageException($"There is no file or folder '{missing}'.");
        }
    }

    private static bool IsUrl(string target) =>
        target.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || target.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
}
