using Parley.Knowledge.Chunking;

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

    /// <exception cref="UsageException">There is nothing by one of the names, or it does not say where to or how.</exception>
    public void Check()
    {
        if (string.IsNullOrWhiteSpace(Collection))
        {
            throw new UsageException("--collection takes the name of a collection.");
        }

        if (Chunker is not null && !ChunkerCatalogue.Standard.Contains(Chunker, StringComparer.OrdinalIgnoreCase))
        {
            throw new UsageException($"--chunker takes one of {string.Join(", ", ChunkerCatalogue.Standard)}.");
        }

        if (Targets.FirstOrDefault(target => !IsUrl(target) && !File.Exists(target) && !Directory.Exists(target)) is { } missing)
        {
            throw new UsageException($"There is no file or folder '{missing}'.");
        }
    }

    private static bool IsUrl(string target) =>
        target.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || target.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
}
