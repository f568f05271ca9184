using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Cli.Conversations;
using Parley.Cli.Hosting;
using Parley.Cli.Terminal;
using Parley.Data;
using Parley.Identity;
using Parley.Jobs;
using Parley.Knowledge.Ingestion;
using Parley.Knowledge.Library;

namespace Parley.Cli.Ingest;

/// <summary>Takes files into a collection of the database at hand. The work is a job: if the program dies, a server or the next run goes on with it.</summary>
internal sealed class IngestRunner(IServiceScopeFactory scopes, JobWorker worker, JobQueue queue, Screen screen, Interrupts interrupts)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    public async Task<int> RunAsync(IngestRequest request)
    {
        request.Check();
        var report = new IngestReport(screen);
        var jobs = await InScopeAsync(services => AddAsync(services, request));
        foreach (var job in jobs)
        {
            using (interrupts.OnInterrupt(() => _ = CancelAsync(job)))
            {
                report.Add(await FollowAsync(job, report), await FailedAsync(job));
            }
        }

        return report.End(request.Collection);
    }

    private async Task<List<JobId>> AddAsync(IServiceProvider services, IngestRequest request)
    {
        var stopping = interrupts.Ended;
        var ingest = services.GetRequiredService<IngestQueue>();
        var collection = await CollectionAsync(services, request, stopping);
        var jobs = new List<JobId>();
        foreach (var folder in request.Folders)
        {
            jobs.Add((await ingest.AddFolderAsync(collection, FolderRoots.Any(folder), request.Tags, stopping)).Id);
        }

        if (request.Files is { Count: > 0 } files)
        {
            jobs.Add((await ingest.AddFilesAsync(collection, files, request.Tags, stopping)).Id);
        }

        if (request.Urls is { Count: > 0 } urls)
        {
            jobs.Add((await ingest.AddUrlsAsync(collection, urls, request.Tags, stopping)).Id);
        }

        return jobs;
    }

    private static async Task<Collection> CollectionAsync(IServiceProvider services, IngestRequest request, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<ParleyDbContext>();
        var collections = services.GetRequiredService<CollectionCatalogue>();
        var chunking = request.Chunker is { } chunker ? new ChunkingChoice(chunker) : null;
        var found = await db.Collections.SingleOrDefaultAsync(c => c.OwnerId == CallerScopes.Caller.UserId && c.Name == request.Collection, cancellationToken);
        return found is null ? await collections.CreateAsync(new CollectionContent { Name = request.Collection, Chunking = chunking }, cancellationToken)
            : chunking is null ? found
            : await collections.ChangeAsync(found.Id, new CollectionContent { Chunking = chunking }, cancellationToken);
    }

    // A server on the same database may have taken the job already; then it is only watched.
    private async Task<JobProgress> FollowAsync(JobId id, IngestReport report)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(interrupts.Ended);
        var working = WorkAsync(id, ended.Token);
        try
        {
            while (true)
            {
                var now = await ReadAsync(id);
                if (now.IsOver)
                {
                    return now;
                }

                report.Show(now);
                await Task.WhenAny(working.IsCompleted ? Task.Delay(Look, interrupts.Ended) : working, Task.Delay(Look, interrupts.Ended));
                interrupts.Ended.ThrowIfCancellationRequested();
                working = working.IsCompleted ? WorkAsync(id, ended.Token) : working;
            }
        }
        finally
        {
            await ended.CancelAsync();
            await working;
        }
    }

    private async Task WorkAsync(JobId id, CancellationToken cancellationToken)
    {
        try
        {
            await worker.RunAsync(id, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Told to stop; the job was given back.
        }
    }

    private Task<JobProgress> ReadAsync(JobId id) => InScopeAsync(async services =>
    {
        var job = await services.GetRequiredService<ParleyDbContext>().Jobs.AsNoTracking().SingleAsync(job => job.Id == id, interrupts.Ended);
        return new JobProgress(id.ToString(), SnakeCaseEnum.Write(job.Status), job.Total, job.Done, job.Skipped, job.Failed, job.Error);
    });

    private Task<List<FailedItem>> FailedAsync(JobId id) => InScopeAsync(services => services.GetRequiredService<ParleyDbContext>().JobItems
        .Where(item => item.JobId == id && item.Status == JobItemStatus.Failed).OrderBy(item => item.Ordinal)
        .Select(item => new FailedItem(item.Name, item.Error)).ToListAsync(interrupts.Ended));

    private Task<bool> CancelAsync(JobId id) =>
        InScopeAsync(services => queue.CancelAsync(services.GetRequiredService<ParleyDbContext>(), id, CancellationToken.None));

    private async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Caller = CallerScopes.Caller;
        return await work(scope.ServiceProvider);
    }
}
