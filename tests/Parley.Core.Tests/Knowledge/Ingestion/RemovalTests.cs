using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Errors;
using Parley.Identity;
using Parley.Knowledge.Ingestion;
using Parley.Knowledge.Library;
using Parley.Knowledge.Vectors.Outside;
using Parley.Testing.Databases;

namespace Parley.Core.Tests.Knowledge.Ingestion;

/// <summary>What is removed leaves a store outside the database, whatever comes between.</summary>
public sealed class RemovalTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Delete_StoreAway_IsCarriedOutWhenItIsBack(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        await AddAsync(lab, ("a.txt", "One."), ("b.txt", "Two.\n\nThree."));
        lab.Store.BeforeDelete = () => Task.FromException(new AppException(ErrorCode.ServiceUnavailable, "The store is away."));

        await DeleteAsync(lab, "b.txt");
        await WaitAsync(lab, spaces => spaces.Exists(space => space.Failures >= 2));

        Assert.Equal(3, lab.Store.Entries.Count);
        Assert.Equal("The store is away.", Assert.Single(await SpacesAsync(lab)).Error);
        Assert.Equal(2, await OwedAsync(lab));

        lab.Store.BeforeDelete = () => Task.CompletedTask;
        await WaitAsync(lab, spaces => spaces.TrueForAll(space => space.Failures == 0));
        await lab.CheckAsync();
        Assert.Null(Assert.Single(await SpacesAsync(lab)).Error);
        Assert.Equal(0, await OwedAsync(lab));
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Count_OfWhatIsOwed_EndsWhereItIsTold(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        await AddAsync(lab, ("a.txt", "One.\n\nTwo.\n\nThree."));
        lab.Store.BeforeDelete = () => Task.FromException(new AppException(ErrorCode.ServiceUnavailable, "The store is away."));
        await DeleteAsync(lab, "a.txt");

        var counts = await lab.Parley.AsAsync(null, async db =>
        {
            var owed = new OwedNow(db, DateTime.UtcNow);
            return (await owed.CountAsync(2, Cancellation), await owed.CountAsync(3, Cancellation), await owed.CountAsync(100, Cancellation));
        });

        Assert.Equal((2, 3, 3), counts);
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Replace_ProcessGoneBeforeTheRemoval_IsCarriedOutByTheNext(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        await AddAsync(lab, ("a.txt", "One."));
        var reached = new TaskCompletionSource();
        lab.Store.BeforeDelete = () =>
        {
            reached.TrySetResult();
            return new TaskCompletionSource().Task;
        };
        await lab.ScopeAsync(services => services.GetRequiredService<IngestQueue>().AddUploadAsync(lab.Collection, [Upload("a.txt", "Two.")], [], Cancellation));
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
        Assert.Equal(2, lab.Store.Entries.Count);

        // What it was about to do, it never does.
        await lab.Parley.CrashAsync();
        var other = new MemoryStore();
        foreach (var (key, entry) in lab.Store.Entries)
        {
            other.Entries[key] = entry;
        }

        await using var second = await lab.StartSecondAsync(other);
        await second.Services.GetRequiredService<RemovalSweep>().RunAsync(Cancellation);

        var living = await lab.Parley.AsAsync(Caller.Local, db => db.Chunks.Select(chunk => chunk.Id).SingleAsync());
        Assert.Equal(living.Value, Assert.Single(other.Entries.Keys).Chunk);
        Assert.Equal(2, lab.Store.Entries.Count);
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task DeleteCollection_StoreAway_GoesAsAWhole(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        await AddAsync(lab, ("a.txt", "One."), ("b.txt", "Two."));
        lab.Store.BeforeDelete = () => Task.FromException(new AppException(ErrorCode.ServiceUnavailable, "The store is away."));

        await DeleteCollectionAsync(lab);
        await WaitAsync(lab, spaces => spaces.Exists(space => space.Failures > 0));
        Assert.Equal(2, lab.Store.Entries.Count);

        lab.Store.BeforeDelete = () => Task.CompletedTask;
        await WaitAsync(lab, spaces => spaces.Count == 0);
        Assert.Empty(lab.Store.Entries);
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task DeleteCollection_WhileVectorsAreWritten_RemovesThemOnceMoreAfterwards(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        await AddAsync(lab, ("a.txt", "One."));
        var (reached, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        lab.Store.BeforeUpsert = _ =>
        {
            reached.TrySetResult();
            return goOn.Task;
        };
        var job = await lab.AddUploadAsync(("b.txt", "Two."));
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
        await DeleteCollectionAsync(lab);
        await WaitAsync(lab, spaces => spaces.TrueForAll(space => space.RetryAt > DateTime.UtcNow));
        Assert.Equal(0, Assert.Single(await SpacesAsync(lab)).Failures);
        Assert.Empty(lab.Store.Entries);
        goOn.SetResult();
        await lab.EndOfAsync(job.Id);
        await lab.SweepAsync();

        // Written after everything was removed, and known all the same.
        Assert.Single(lab.Store.Entries);
        Assert.Single(await SpacesAsync(lab));

        await lab.Parley.AsAsync(null, db => db.OwedRemovals.IgnoreQueryFilters().ExecuteUpdateAsync(
            set => set.SetProperty(owed => owed.DueAt, DateTime.UnixEpoch).SetProperty(owed => owed.HeldUntil, DateTime.UnixEpoch), Cancellation));
        await lab.Parley.AsAsync(null, db => db.OutsideSpaces.IgnoreQueryFilters().ExecuteUpdateAsync(set => set.SetProperty(space => space.RetryAt, DateTime.UnixEpoch), Cancellation));
        await lab.SweepAsync();
        Assert.Empty(lab.Store.Entries);
        Assert.Empty(await SpacesAsync(lab));
    }

    [Fact]
    public async Task Delete_VectorsOfAnotherModelToo_AreRemovedFromItsSpace()
    {
        await using var lab = await IngestLab.StartAsync(TestDatabase.Sqlite, postgres);
        await AddAsync(lab, ("a.txt", "One."));
        var earlier = new OutsideSpace
        {
            Id = Guid.CreateVersion7(), TenantId = lab.Collection.TenantId, CollectionId = lab.Collection.Id, Store = "memory", Embedder = "test/earlier", Dimensions = 3, RetryAt = DateTime.UnixEpoch,
        };
        await lab.Parley.AsAsync(null, db =>
        {
            db.Add(earlier);
            return db.SaveChangesAsync(Cancellation);
        });
        var (key, entry) = Assert.Single(lab.Store.Entries);
        lab.Store.Entries[(key.Collection, key.Chunk, 9)] = entry with { Window = 9, Vector = new[] { 1f, 0f, 0f } };

        await DeleteAsync(lab, "a.txt");

        await lab.SweepAsync();
        Assert.Empty(lab.Store.Entries);
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.Postgres)]
    public async Task Add_WhatIsFound_IsOwedByNobody(TestDatabase database)
    {
        await using var lab = await IngestLab.StartAsync(database, postgres);
        await AddAsync(lab, ("a.txt", "One."), ("b.txt", "Two."));
        await AddAsync(lab, ("a.txt", "One again."));

        await lab.CheckAsync();

        Assert.Equal(0, await OwedAsync(lab));
    }

    private static UploadedFile Upload(string name, string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        return new(name, null, ItemContent.HashOf(bytes), _ => Task.FromResult(bytes));
    }

    private static async Task AddAsync(IngestLab lab, params (string Name, string Text)[] files) => await lab.EndOfAsync((await lab.AddUploadAsync(files)).Id);

    private static async Task DeleteAsync(IngestLab lab, string name)
    {
        var id = (await lab.DocumentsAsync())[name].Id;
        await lab.ScopeAsync(async services =>
        {
            await services.GetRequiredService<DocumentCatalogue>().DeleteAsync(id, Cancellation);
            return 0;
        });
    }

    private static Task<int> DeleteCollectionAsync(IngestLab lab) => lab.ScopeAsync(async services =>
    {
        await services.GetRequiredService<CollectionCatalogue>().DeleteAsync(lab.Collection.Id, Cancellation);
        return 0;
    });

    private static Task<List<OutsideSpace>> SpacesAsync(IngestLab lab) =>
        lab.Parley.AsAsync(null, db => db.OutsideSpaces.IgnoreQueryFilters().AsNoTracking().ToListAsync(Cancellation));

    private static Task<int> OwedAsync(IngestLab lab) => lab.Parley.AsAsync(null, db => db.OwedRemovals.IgnoreQueryFilters().CountAsync(Cancellation));

    private static async Task WaitAsync(IngestLab lab, Predicate<List<OutsideSpace>> until)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!until(await SpacesAsync(lab)))
        {
            await Task.Delay(20, patience.Token);
        }
    }
}
