using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Parley.Cli.Hosting;
using Parley.Cli.Ingest;
using Parley.Cli.Terminal;
using Parley.Integrations.Documents;
using Parley.Knowledge.Ingestion;
using Parley.Knowledge.Reading;

namespace Parley.Cli.Remote;

/// <summary>Sends files to a collection of a server, in parts, and waits until it has read them. Those that cannot be opened are told, and the others sent.</summary>
internal sealed class RemoteIngestRunner(RemoteLibrary library, Screen screen)
{
    private const int FilesAtOnce = 100;
    private const long BytesAtOnce = 32L * 1024 * 1024;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    public async Task<int> RunAsync(IngestRequest request)
    {
        request.Check();
        using var interrupts = new Interrupts();
        var report = new IngestReport(screen);
        try
        {
            var collection = await library.CollectionAsync(request.Collection, request.Chunker, interrupts.Ended);
            foreach (var part in Parts(Opened(FilesOf(request), report)))
            {
                await FollowAsync(await library.UploadAsync(collection, part, request.Tags, interrupts.Ended), report, interrupts);
            }

            if (request.Urls is { Count: > 0 } urls)
            {
                await FollowAsync(await library.AddUrlsAsync(collection, urls, request.Tags, interrupts.Ended), report, interrupts);
            }

            return report.End(request.Collection);
        }
        catch (OperationCanceledException) when (interrupts.Ended.IsCancellationRequested)
        {
            screen.Progress(null);
            return interrupts.ExitCode;
        }
    }

    private async Task FollowAsync(JobProgress job, IngestReport report, Interrupts interrupts)
    {
        try
        {
            while (!job.IsOver)
            {
                report.Show(job);
                await Task.Delay(Look, interrupts.Ended);
                job = await library.JobAsync(job.Id, interrupts.Ended);
            }

            report.Add(job, job.Failed > 0 ? await library.FailedAsync(job.Id, interrupts.Ended) : []);
        }
        catch (OperationCanceledException)
        {
            await library.CancelAsync(job.Id, CancellationToken.None);
            throw;
        }
    }

    private static IEnumerable<(string Name, string Path)> FilesOf(IngestRequest request)
    {
        foreach (var file in request.Files)
        {
            yield return (Path.GetFileName(file), file);
        }

        using var readers = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddSingleton(TimeProvider.System)
            .AddLogging().AddDocumentReaders().BuildServiceProvider();
        var catalogue = readers.GetRequiredService<ReaderCatalogue>();
        foreach (var folder in request.Folders)
        {
            var root = FolderRoots.Any(folder);
            foreach (var path in FolderWalk.Files(root, catalogue.Knows))
            {
                yield return (Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/'), path);
            }
        }
    }

    private static IEnumerable<(string Name, FileStream Content)> Opened(IEnumerable<(string Name, string Path)> files, IngestReport report)
    {
        foreach (var (name, path) in files)
        {
            if (Open(path, out var reason) is { } content)
            {
                yield return (name, content);
            }
            else
            {
                report.Fail(name, reason);
            }
        }
    }

    private static FileStream? Open(string path, out string reason)
    {
        try
        {
            reason = "This is a pipe, a socket or a device, and not a file.";
            return RegularFile.Open(path);
        }
        catch (FileNotFoundException) when (path.Contains(FolderWalk.NotUtf8, StringComparison.Ordinal))
        {
            reason = FolderWalk.NotUtf8Reason;
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            reason = e.Message;
            return null;
        }
    }

    private static IEnumerable<IReadOnlyList<(string Name, FileStream Content)>> Parts(IEnumerable<(string Name, FileStream Content)> files)
    {
        var (part, bytes) = (new List<(string, FileStream)>(), 0L);
        foreach (var file in files)
        {
            var length = file.Content.Length;
            if (part.Count == FilesAtOnce || (part.Count > 0 && bytes + length > BytesAtOnce))
            {
                yield return part;
                (part, bytes) = ([], 0);
            }

            part.Add(file);
            bytes += length;
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }
}
