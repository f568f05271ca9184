using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Knowledge.Library;
using Parley.Knowledge.Vectors;
using Parley.Knowledge.Vectors.Embedded;
using Parley.Testing;
using Parley.Testing.Databases;
using Parley.Testing.Vectors;

namespace Parley.Core.Tests.Knowledge.Vectors;

public sealed class SqliteVectorStoreTests(PostgresFixture postgres) : EmbeddedVectorStoreTests(TestDatabase.Sqlite, postgres);

public sealed class PostgresEmbeddedVectorStoreTests(PostgresFixture postgres) : EmbeddedVectorStoreTests(TestDatabase.Postgres, postgres);

/// <summary>The embedded store, whose index follows what is committed.</summary>
public abstract class EmbeddedVectorStoreTests(TestDatabase database, PostgresFixture postgres) : VectorStoreConformance, IAsyncLifetime
{
    private readonly Guid _owner = Guid.CreateVersion7();
    private TestParley? _parley;

    protected override IVectorStore Store => StoreOf(_parley!);

    public async ValueTask InitializeAsync() => _parley = await TestParley.StartAsync(database, postgres.Server);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _parley!.DisposeAsync();
    }

    [Fact]
    public async Task Search_InAnotherProcess_FindsWhatWasCommitted()
    {
        var space = NewSpace();
        var entries = await WriteAsync(space, Many(30));
        await using var second = await _parley!.StartSecondAsync();
        Assert.Equal(30, (await FindAsync(StoreOf(second))).Count);

        var more = await WriteAsync(space, Many(10));
        Assert.Equal(40, (await FindAsync(StoreOf(second))).Count);

        await ChangeAsync(space, more[0].Traits.DocumentId, document => document.Status = DocumentStatus.Removed);
        Assert.Equal(39, (await FindAsync(StoreOf(second))).Count);
        Assert.Equal(39, (await FindAsync(Store)).Count);

        Task<IReadOnlyList<VectorHit>> FindAsync(IVectorStore store) => store.SearchAsync(new([space], entries[0].Vector, 1000), Cancellation);
    }

    [Fact]
    public async Task Search_LargeCollectionAfterARestart_IsTakenFromTheFileAndTheRowsWhereItIsDamaged()
    {
        var settings = new Dictionary<string, string?> { ["VectorStores:Embedded:SortFrom"] = "1000" };
        var space = NewSpace();
        var traits = Enumerable.Range(0, 30).Select(_ => Samples.Traits()).ToList();
        await using var first = await _parley!.StartSecondAsync(settings);
        var entries = await WriteAsync(space, [.. traits.SelectMany(document => Enumerable.Range(0, 40).Select(_ => Samples.Entry(traits: document)))]);
        Assert.Equal(entries[0].ChunkId, (await FindAsync(StoreOf(first)))[0].ChunkId);
        await ((EmbeddedVectorStore)StoreOf(first)).SortingAsync(space);
        Assert.Equal(entries[0].ChunkId, (await FindAsync(StoreOf(first)))[0].ChunkId);
        var saved = Assert.Single(Directory.GetFiles(Path.Combine(_parley.DataDirectory, "knowledge"), "*.index"));

        // Of one document the rows are gone without a word, which only the file can still know; another one changed and has to be read from the rows.
        var (silent, changed) = (new DocumentId(traits[0].DocumentId), traits[1].DocumentId);
        await _parley.AsAsync(null, db => db.ChunkVectors.IgnoreQueryFilters().Where(row => row.DocumentId == silent).ExecuteDeleteAsync());
        await ChangeAsync(space, changed, _ => { });
        await using (var second = await _parley.StartSecondAsync(settings))
        {
            Assert.Equal(1000, (await FindAsync(StoreOf(second), 1000)).Count);
            Assert.Equal(entries[0].ChunkId, (await FindAsync(StoreOf(second)))[0].ChunkId);
            Assert.Equal(entries[50].ChunkId, (await StoreOf(second).SearchAsync(new([space], entries[50].Vector, 10), Cancellation))[0].ChunkId);
        }

        await File.WriteAllBytesAsync(saved, (await File.ReadAllBytesAsync(saved, Cancellation))[..^100], Cancellation);
        await using var third = await _parley.StartSecondAsync(settings);
        Assert.NotEqual(entries[0].ChunkId, (await FindAsync(StoreOf(third)))[0].ChunkId);
        Assert.Equal(entries[50].ChunkId, (await StoreOf(third).SearchAsync(new([space], entries[50].Vector, 10), Cancellation))[0].ChunkId);
        await ((EmbeddedVectorStore)StoreOf(third)).SortingAsync(space);
        await StoreOf(third).DeleteSpaceAsync(space, Cancellation);
        Assert.False(File.Exists(saved));

        Task<IReadOnlyList<VectorHit>> FindAsync(IVectorStore store, int top = 10) => store.SearchAsync(new([space], entries[0].Vector, top), Cancellation);
    }

    [Fact]
    public async Task Search_MoreCollectionsThanMemory_FindsInEach()
    {
        await using var small = await _parley!.StartSecondAsync(new() { ["VectorStores:Embedded:MaxMemoryBytes"] = "1048576" });
        var known = new List<(VectorSpace Space, VectorEntry Entry)>();
        for (var i = 0; i < 6; i++)
        {
            var space = NewSpace();
            known.Add((space, (await WriteAsync(space, Many(300)))[0]));
        }

        foreach (var (space, entry) in known.Concat(known))
        {
            Assert.Equal(entry.ChunkId, (await StoreOf(small).SearchAsync(new([space], entry.Vector, 10), Cancellation))[0].ChunkId);
        }

        Assert.InRange(((EmbeddedVectorStore)StoreOf(small)).OpenSpaces, 1, 5);
    }

    [Fact]
    public async Task Search_NewGeneration_FindsItsPassagesAndNoneOfTheOld()
    {
        var space = NewSpace();
        var old = Samples.Entry();
        await WriteAsync(space, [old, .. Many(5)]);
        Assert.Contains(await SearchAsync([space], old.Vector), hit => hit.ChunkId == old.ChunkId);

        var next = Samples.Entry(traits: old.Traits);
        await AddChunksAsync(space, [next], generation: 2);
        await Store.UpsertAsync(space, [next], Cancellation);
        Assert.DoesNotContain(await SearchAsync([space], old.Vector), hit => hit.ChunkId == next.ChunkId);
        await ChangeAsync(space, old.Traits.DocumentId, document => document.Generation = 2);

        var hits = (await SearchAsync([space], old.Vector)).Select(hit => hit.ChunkId).ToList();
        Assert.Contains(next.ChunkId, hits);
        Assert.DoesNotContain(old.ChunkId, hits);
        Assert.Equal(6, hits.Count);
    }

    [Fact]
    public async Task Search_ForgottenRevision_StartsAnew()
    {
        var space = NewSpace();
        var entries = await WriteAsync(space, Many(20));
        Assert.Equal(20, (await SearchAsync([space], entries[0].Vector, 1000)).Count);
        var gone = new DocumentId(entries[0].Traits.DocumentId);
        await _parley!.AsAsync(null, db => db.Documents.IgnoreQueryFilters().Where(document => document.Id == gone).ExecuteDeleteAsync());
        await _parley!.AsAsync(null, db => db.Collections.IgnoreQueryFilters().ExecuteUpdateAsync(set => set
            .SetProperty(collection => collection.Revision, collection => collection.Revision + 1)
            .SetProperty(collection => collection.ForgottenRevision, collection => collection.Revision + 1)));

        var hits = await SearchAsync([space], entries[0].Vector, 1000);

        Assert.Equal(19, hits.Count);
        Assert.DoesNotContain(hits, hit => hit.ChunkId == entries[0].ChunkId);
    }

    [Fact]
    public async Task Search_DocumentsThatChangeAllTheTime_FindsEachOnce()
    {
        var space = NewSpace();
        var entries = await WriteAsync(space, Many(40));
        for (var round = 0; round < 12; round++)
        {
            foreach (var entry in entries.Skip(round % 2 * 20).Take(20))
            {
                await ChangeAsync(space, entry.Traits.DocumentId, _ => { });
            }

            Assert.Equal(40, (await SearchAsync([space], entries[round].Vector, 1000)).Count);
        }
    }

    [Fact]
    public async Task Search_WhileOthersWrite_NeverFails()
    {
        var space = NewSpace();
        var entries = await WriteAsync(space, Many(50));
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 15; i++)
            {
                await WriteAsync(space, Many(30));
            }
        }, Cancellation);
        var searches = 0;
        while (!writing.IsCompleted || searches < 50)
        {
            Assert.Equal(entries[searches % 50].ChunkId, (await SearchAsync([space], entries[searches++ % 50].Vector))[0].ChunkId);
        }

        await writing;
        Assert.Equal(500, (await SearchAsync([space], entries[0].Vector, 1000)).Count);
    }

    [Fact]
    public async Task Upsert_PassageThatIsGone_WritesNothing()
    {
        var space = NewSpace();
        var entries = await WriteAsync(space, Many(3));

        await Store.UpsertAsync(space, Many(2), Cancellation);
        await CommitAsync(space);

        Assert.Equal(3, (await SearchAsync([space], entries[0].Vector)).Count);
    }

    protected override async Task PrepareAsync(VectorSpace space, IReadOnlyList<VectorEntry> entries)
    {
        await _parley!.AsAsync(null, async db =>
        {
            var collection = new CollectionId(space.CollectionId);
            if (!await db.Collections.IgnoreQueryFilters().AnyAsync(row => row.Id == collection, Cancellation))
            {
                db.Add(new Collection
                {
                    Id = collection, TenantId = space.TenantId, OwnerId = _owner, Name = $"{space.CollectionId}", Description = "", CreatedAt = DateTime.UtcNow, UpdatedAt = DateTime.UtcNow,
                });
            }

            db.AddRange(entries.Select(entry => entry.Traits).DistinctBy(traits => traits.DocumentId).Select(traits => new Document
            {
                Id = new(traits.DocumentId), TenantId = space.TenantId, CollectionId = collection, Name = "a", MediaType = traits.MediaType,
                ContentHash = "h", Status = DocumentStatus.Ready, Generation = 1, Language = traits.Language, Date = traits.Date == VectorSamples.Added ? null : traits.Date, Keywords = "[]",
                Tags = JsonSerializer.Serialize(traits.Tags), CreatedAt = VectorSamples.Added, UpdatedAt = DateTime.UtcNow,
            }));
            return await db.SaveChangesAsync(Cancellation);
        });
        await AddChunksAsync(space, entries, generation: 1);
    }

    protected override Task CommitAsync(VectorSpace space) => ChangeAsync(space, null, _ => { });

    private Task<int> AddChunksAsync(VectorSpace space, IReadOnlyList<VectorEntry> entries, int generation) => _parley!.AsAsync(null, db =>
    {
        var chunks = entries.DistinctBy(entry => entry.ChunkId).ToList();
        db.AddRange(chunks.Select((entry, i) => new Chunk
        {
            Id = new(entry.ChunkId), TenantId = space.TenantId, CollectionId = new(space.CollectionId), DocumentId = new(entry.Traits.DocumentId),
            Generation = generation, Ordinal = i, EndsAt = 1, Text = "x",
        }));
        return db.SaveChangesAsync(Cancellation);
    });

    /// <summary>As ingestion commits: what changed and the collection get the next revision. Null: every document.</summary>
    private Task<int> ChangeAsync(VectorSpace space, Guid? document, Action<Document> change) => _parley!.AsAsync(null, async db =>
    {
        var id = new CollectionId(space.CollectionId);
        var collection = await db.Collections.IgnoreQueryFilters().SingleAsync(row => row.Id == id, Cancellation);
        collection.Revision++;
        var one = document is null ? default : new DocumentId(document.Value);
        await foreach (var row in db.Documents.IgnoreQueryFilters().Where(row => row.CollectionId == id && (document == null || row.Id == one)).AsAsyncEnumerable().WithCancellation(Cancellation))
        {
            row.Revision = collection.Revision;
            change(row);
        }

        return await db.SaveChangesAsync(Cancellation);
    });

    private static IVectorStore StoreOf(TestParley parley) =>
        parley.Services.GetKeyedServices<IVectorStore>(KeyedService.AnyKey).Single(store => store.Name == "embedded");
}
