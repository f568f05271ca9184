using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Knowledge.Library;
using Parley.Knowledge.Vectors;
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
                Id = new(traits.DocumentId), TenantId = space.TenantId, CollectionId = collection, SourceKey = $"{traits.DocumentId}", Name = "a", MediaType = traits.MediaType,
                ContentHash = "h", Status = DocumentStatus.Ready, Generation = 1, Language = traits.Language, Date = traits.Date, Keywords = "[]",
                Tags = JsonSerializer.Serialize(traits.Tags), CreatedAt = DateTime.UtcNow, UpdatedAt = DateTime.UtcNow,
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
