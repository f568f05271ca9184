using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Data;
using Parley.Identity;
using Parley.Jobs;
using Parley.Testing;
using Parley.Testing.Databases;

namespace Parley.Core.Tests.Jobs;

public sealed class JobTests(PostgresFixture postgres)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly Dictionary<string, string?> Settings = new() { ["Jobs:Poll"] = "00:00:00.1", ["Jobs:Backoff"] = "00:00:00.05", ["Jobs:Workers"] = "3" };

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Job_WithItems_IsDoneOnceByTwoProcesses(TestDatabase database)
    {
        var (one, two) = (new CountingHandler(), new CountingHandler());
        await using var first = await StartAsync(database, one);
        await using var second = await first.StartSecondAsync(Settings, services => services.AddSingleton<IJobHandler>(two));
        var jobs = new List<JobId>();
        for (var i = 0; i < 6; i++)
        {
            jobs.Add(await AddAsync(first, items: 25));
        }

        foreach (var id in jobs)
        {
            var job = await EndOfAsync(first, id);
            Assert.Equal((JobStatus.Finished, 25, 25, 0, 0), (job.Status, job.Total, job.Done, job.Skipped, job.Failed));
            Assert.Null(job.Worker);
        }

        Assert.Equal(150, one.Tried.Count + two.Tried.Count);
        Assert.True(Math.Max(one.AtOnce, two.AtOnce) <= 3);
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Job_WithoutItems_IsPlannedByItsHandler(TestDatabase database)
    {
        var handler = new CountingHandler { Planned = 2100, BatchSize = 50, Outcome = item => (item.Ordinal % 3) switch { 0 => JobItemStatus.Done, 1 => JobItemStatus.Skipped, _ => JobItemStatus.Failed } };
        await using var parley = await StartAsync(database, handler);

        var job = await EndOfAsync(parley, await AddAsync(parley, items: 0));

        Assert.Equal((JobStatus.Finished, 2100, 700, 700, 700), (job.Status, job.Total, job.Done, job.Skipped, job.Failed));
        Assert.Equal(1, handler.Ends);
    }

    /// <summary>As the terminal does it, where nobody else looks for work: what a killed one left behind is done first.</summary>
    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Run_OfAJobThatHasToWaitForAnother_DoesThatOneFirst(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(
            database, postgres.Server, settings: new(Settings) { ["Jobs:Enabled"] = "false" }, configure: services => services.AddSingleton<IJobHandler>(new CountingHandler()));
        var (first, own, later) = (await AddAsync(parley, 3, subject: "one"), await AddAsync(parley, 3, subject: "one"), await AddAsync(parley, 3, subject: "one"));
        var other = await AddAsync(parley, 3, subject: "two");
        var worker = parley.Services.GetRequiredService<JobWorker>();

        Assert.True(await worker.RunAsync(own, TestContext.Current.CancellationToken));
        Assert.Equal((JobStatus.Finished, JobStatus.Queued), ((await FindAsync(parley, first)).Status, (await FindAsync(parley, own)).Status));
        Assert.True(await worker.RunAsync(own, TestContext.Current.CancellationToken));
        Assert.Equal(JobStatus.Finished, (await FindAsync(parley, own)).Status);
        Assert.False(await worker.RunAsync(own, TestContext.Current.CancellationToken));
        Assert.Equal((JobStatus.Queued, JobStatus.Queued), ((await FindAsync(parley, later)).Status, (await FindAsync(parley, other)).Status));
    }

    [Fact]
    public async Task Item_ThatThrows_IsTriedAgainAndSpoilsNoOther()
    {
        var handler = new CountingHandler
        {
            During = (item, _) => item.Ordinal switch
            {
                2 => throw new InvalidOperationException("always"),
                5 when item.Attempts < 2 => throw new InvalidOperationException("twice"),
                _ => Task.CompletedTask,
            },
        };
        await using var parley = await StartAsync(TestDatabase.Sqlite, handler);

        var id = await AddAsync(parley, items: 8);
        var job = await EndOfAsync(parley, id);

        Assert.Equal((JobStatus.Finished, 7, 1), (job.Status, job.Done, job.Failed));
        var failed = await parley.AsAsync(Caller.Local, db => db.JobItems.SingleAsync(item => item.Status == JobItemStatus.Failed));
        Assert.Equal((2, 4, "failed"), (failed.Ordinal, failed.Attempts, failed.Failure));
        Assert.DoesNotContain("always", failed.Error, StringComparison.Ordinal);
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Cancel_WhileAtWork_EndsAtOnceAndKeepsWhatWasDone(TestDatabase database)
    {
        var begun = new TaskCompletionSource();
        var handler = new CountingHandler
        {
            BatchSize = 1,
            During = (item, token) =>
            {
                if (item.Ordinal < 2)
                {
                    return Task.CompletedTask;
                }

                begun.TrySetResult();
                return Task.Delay(Timeout.Infinite, token);
            },
        };
        await using var parley = await StartAsync(database, handler);
        var id = await AddAsync(parley, items: 10);
        await begun.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.False(await parley.AsAsync(new Caller(Caller.Local.TenantId, Guid.NewGuid()), db => Queue(parley).CancelAsync(db, id, default)));
        Assert.True(await parley.AsAsync(Caller.Local, db => Queue(parley).CancelAsync(db, id, default)));

        var job = await EndOfAsync(parley, id);
        Assert.Equal(JobStatus.Cancelled, job.Status);
        Assert.InRange(job.Done, 0, 2);
        Assert.False(await parley.AsAsync(Caller.Local, db => Queue(parley).CancelAsync(db, id, default)));
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Worker_ThatStops_HandsTheJobBack(TestDatabase database)
    {
        var begun = new TaskCompletionSource();
        var stuck = new CountingHandler { BatchSize = 1, During = (item, token) => item.Ordinal < 1 ? Task.CompletedTask : Stuck(begun, token) };
        var next = new CountingHandler();
        await using var parley = await StartAsync(database, new CountingHandler("other"));
        var dying = await parley.StartSecondAsync(Settings, services => services.AddSingleton<IJobHandler>(stuck));
        var id = await AddAsync(parley, items: 6);
        await begun.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

        await dying.DisposeAsync();

        Assert.Equal(JobStatus.Queued, (await FindAsync(parley, id)).Status);
        await using var heir = await parley.StartSecondAsync(Settings, services => services.AddSingleton<IJobHandler>(next));
        var job = await EndOfAsync(parley, id);
        Assert.Equal((JobStatus.Finished, 6, 2), (job.Status, job.Done, job.Attempts));
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Worker_ThatDied_LosesTheJobAndCommitsNothingLater(TestDatabase database)
    {
        var (begun, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var lost = new CountingHandler { During = async (_, _) => { begun.TrySetResult(); await goOn.Task; } };
        var next = new CountingHandler();
        await using var parley = await StartAsync(database, new CountingHandler("other"));
        var dying = await parley.StartSecondAsync(Settings, services => services.AddSingleton<IJobHandler>(lost));
        var id = await AddAsync(parley, items: 4);
        await begun.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

        await dying.CrashAsync();
        await using var heir = await parley.StartSecondAsync(Settings, services => services.AddSingleton<IJobHandler>(next));
        var job = await EndOfAsync(parley, id);
        goOn.SetResult();
        await dying.DisposeAsync();

        // What died is still here and looks for work: it may have taken the job once more before it was freed again.
        Assert.Equal((JobStatus.Finished, 4), (job.Status, job.Done));
        Assert.InRange(job.Attempts, 2, int.MaxValue);
        Assert.Equal(4, (await FindAsync(parley, id)).Done);
        Assert.All(await parley.AsAsync(Caller.Local, db => db.JobItems.ToListAsync()), item => Assert.Equal($"by {job.Attempts}", item.Result));
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Jobs_AboutOneThing_AreDoneOneAfterTheOther(TestDatabase database)
    {
        var (busy, order) = (0, new List<int>());
        var handler = new CountingHandler
        {
            BatchSize = 100,
            During = async (item, token) =>
            {
                Assert.Equal(1, Interlocked.Increment(ref busy));
                await Task.Delay(5, token);
                Interlocked.Decrement(ref busy);
            },
            Outcome = item =>
            {
                order.Add(item.Ordinal);
                return JobItemStatus.Done;
            },
        };
        await using var parley = await StartAsync(database, handler);
        var jobs = new List<JobId>();
        for (var i = 0; i < 4; i++)
        {
            jobs.Add(await AddAsync(parley, items: 5, subject: "one thing"));
        }

        foreach (var id in jobs)
        {
            Assert.Equal((JobStatus.Finished, 5), await EndOfAsync(parley, id) is var job ? (job.Status, job.Done) : default);
        }

        var ended = await parley.AsAsync(Caller.Local, db => db.Jobs.OrderBy(job => job.FinishedAt).Select(job => job.Id).ToListAsync());
        Assert.Equal(jobs, ended);
        Assert.Equal(20, order.Count);
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Jobs_AboutOneThing_OneThatWaitsToTryAgainIsNotOvertaken(TestDatabase database)
    {
        var failures = 2;
        var handler = new CountingHandler
        {
            During = (_, _) => Interlocked.Decrement(ref failures) >= 0 ? throw new InvalidOperationException("not yet") : Task.CompletedTask,
        };
        await using var parley = await StartAsync(database, handler);
        JobId[] jobs = [await AddAsync(parley, items: 1, subject: "one thing"), await AddAsync(parley, items: 1, subject: "one thing")];

        foreach (var id in jobs)
        {
            Assert.Equal((JobStatus.Finished, 1), await EndOfAsync(parley, id) is var job ? (job.Status, job.Done) : default);
        }

        Assert.Equal(jobs, await parley.AsAsync(Caller.Local, db => db.Jobs.OrderBy(job => job.FinishedAt).Select(job => job.Id).ToListAsync()));
    }

    [Fact]
    public async Task Job_OfSomebodyWithoutAnAccount_Fails()
    {
        await using var parley = await StartAsync(TestDatabase.Sqlite, new CountingHandler());
        var stranger = new Caller(Guid.NewGuid(), Guid.NewGuid());

        var id = await AddAsync(parley, 1, stranger);

        var job = await EndOfAsync(parley, id, stranger);
        Assert.Equal((JobStatus.Failed, 0), (job.Status, job.Done));
        Assert.NotNull(job.Error);
    }

    private static Task Stuck(TaskCompletionSource begun, CancellationToken cancellationToken)
    {
        begun.TrySetResult();
        return Task.Delay(Timeout.Infinite, cancellationToken);
    }

    private Task<TestParley> StartAsync(TestDatabase database, IJobHandler handler) =>
        TestParley.StartAsync(database, postgres.Server, settings: Settings, configure: services => services.AddSingleton(handler));

    private static JobQueue Queue(TestParley parley) => parley.Services.GetRequiredService<JobQueue>();

    private static async Task<JobId> AddAsync(TestParley parley, int items, Caller? caller = null, string? subject = null)
    {
        var id = await parley.AsAsync(caller ?? Caller.Local, async db =>
        {
            var job = Queue(parley).Add(
                db, caller ?? Caller.Local, "test.count", "{}", subject, items: [.. Enumerable.Range(0, items).Select(i => new NewJobItem($"item {i}", "{}"))]);
            await db.SaveChangesAsync();
            return job.Id;
        });
        Queue(parley).Wake();
        return id;
    }

    private static Task<Job> FindAsync(TestParley parley, JobId id, Caller? caller = null) =>
        parley.AsAsync(caller ?? Caller.Local, db => db.Jobs.AsNoTracking().SingleAsync(job => job.Id == id));

    private static async Task<Job> EndOfAsync(TestParley parley, JobId id, Caller? caller = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var job = await FindAsync(parley, id, caller);
            if (job.FinishedAt is not null)
            {
                return job;
            }

            await Task.Delay(20, patience.Token);
        }
    }
}
