using System.Collections.Concurrent;
using Parley.Jobs;
using Parley.Knowledge.Library;
using Parley.Knowledge.Reading;

namespace Parley.Knowledge.Ingestion;

/// <summary>
/// Whether a folder still has what one of its files had before: names that go round, as those of logs do, take their documents along, whichever file is
/// looked at first. Asked only where a file has changed, and only files of the size in question are read for it, each once in a run.
/// </summary>
/// <param name="files">Full paths, as <see cref="FolderWalk.Files"/> gives them.</param>
internal sealed class FolderContents(ItemSource source, JobRun run, IngestRequest request, Func<IEnumerable<string>> files)
{
    private readonly Lazy<ILookup<long, string>> _bySize = new(() => files().ToLookup(SizeOf), LazyThreadSafetyMode.PublicationOnly);
    private readonly ConcurrentDictionary<long, Lazy<Task<HashSet<string>>>> _hashes = new();

    /// <param name="before">What the file was read as.</param>
    public async Task<bool> HaveAsync(Document before, CancellationToken cancellationToken)
    {
        var hashes = _hashes.GetOrAdd(before.Size, size => new(() => HashAsync(_bySize.Value[size], cancellationToken)));
        return (await hashes.Value).Contains(before.ContentHash);
    }

    private async Task<HashSet<string>> HashAsync(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            try
            {
                if (await source.ReadAsync(run, request, new IngestItem(DocumentSource.Folder, path, Path.GetFileName(path)), cancellationToken) is { } content)
                {
                    found.Add(content.Hash);
                }
            }
            catch (Exception e) when (e is DocumentReadException or IOException or UnauthorizedAccessException)
            {
                // Its own item says why.
            }
        }

        return found;
    }

    private static long SizeOf(string path)
    {
        try
        {
            return new FileInfo(path).Length;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return -1;
        }
    }
}
