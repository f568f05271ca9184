using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using Parley.Integrations.Databases;
using Parley.Integrations.Databases.Postgres;
using Parley.Integrations.VectorStores.Postgres;
using Parley.Knowledge.Vectors;
using Parley.Testing.Databases;
using Parley.Testing.Vectors;
using Xunit;

namespace Parley.Integrations.Tests.VectorStores;

/// <summary>A PostgreSQL without pgvector: Debian's own.</summary>
public sealed class PlainPostgresVectorStoreTests(PostgresFixture postgres) : PostgresVectorStoreTests
{
    protected override Task<string> UrlAsync() => postgres.Server.CreateDatabaseAsync();

    [Fact]
    public async Task Extension_NotThere_IsNull() => Assert.Null(await ((PostgresVectorStore)Store).ExtensionAsync(Cancellation));

    [Fact]
    public async Task Upsert_SeveralProcessesAtOnce_MakeOneTableAndLoseNothing()
    {
        await using var other = OpenDatabase();
        var second = new PostgresVectorStore(other, NullLogger<PostgresVectorStore>.Instance);
        var (space, entries) = (NewSpace(), Many(200));

        // The same rows in different orders.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            (i % 2 == 0 ? Store : second).UpsertAsync(space, [.. entries.OrderBy(entry => entry.Vector.Span[i])], Cancellation)));

        Assert.Equal(200, (await SearchAsync([space], entries[0].Vector, 1000)).Count);
    }

    [Fact]
    public async Task Search_MorePassagesThanAreRescored_FindsNearlyAllOfTheNearest()
    {
        var space = NewSpace();
        var traits = Samples.Traits();
        var entries = await WriteAsync(space, [.. Enumerable.Range(0, 8000).Select(_ => Samples.Entry(traits: traits))]);
        var found = 0;
        for (var trial = 0; trial < 20; trial++)
        {
            var query = Samples.Near(entries[trial * 300].Vector.ToArray(), 0.05f);
            var hits = await SearchAsync([space], query);
            found += VectorSamples.Nearest(entries, query, 10).IntersectBy(hits.Select(hit => hit.ChunkId), hit => hit.ChunkId).Count();
        }

        Assert.True(found >= 190, $"{found} of 200");
    }
}

/// <summary>pgvector itself.</summary>
public sealed class PgvectorStoreTests(PgliteServer pglite) : PostgresVectorStoreTests, IClassFixture<PgliteServer>
{
    protected override async Task<string> UrlAsync()
    {
        await pglite.ResetAsync();
        return pglite.Url;
    }

    [Fact]
    public async Task Extension_IsMadeAndTold() => Assert.True(await ((PostgresVectorStore)Store).ExtensionAsync(Cancellation) >= new Version(0, 8));

    [Theory]
    [InlineData(8, "vector")]
    [InlineData(2001, "halfvec")]
    [InlineData(4001, null)]
    [InlineData(16001, null)]
    public async Task Upsert_AnyDimensions_ChoosesTypeAndIndex(int dimensions, string? indexed)
    {
        var samples = new VectorSamples(3, dimensions);
        var space = NewSpace() with { Dimensions = dimensions };
        List<VectorEntry> entries = [.. Enumerable.Range(0, 5).Select(_ => samples.Entry())];

        await Store.UpsertAsync(space, entries, Cancellation);
        var hits = await SearchAsync([space], entries[2].Vector);

        Assert.Equal(entries[2].ChunkId, hits[0].ChunkId);
        Assert.InRange(hits[0].Score, 0.99f, 1.01f);
        var indexes = await AskAsync(Database, $"SELECT string_agg(indexdef, ';') FROM pg_indexes WHERE tablename LIKE 'knowledge_nearest%\\_{dimensions}\\_%'");
        Assert.Equal(indexed is not null, indexes.Contains($"hnsw (v {indexed}_cosine_ops)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Search_ByTheGraph_HoldsFiltersAndFindsNearlyAll()
    {
        // The planner is kept from sorting, so that it goes along the graph wherever it may.
        await pglite.ResetAsync("enable_sort", "enable_seqscan", "enable_bitmapscan");
        await using var database = OpenDatabase("&No%20Reset%20On%20Close=true");
        var store = new PostgresVectorStore(database, NullLogger<PostgresVectorStore>.Instance);
        var (space, other) = (NewSpace() with { Embedder = "graph/a" }, NewSpace() with { Embedder = "graph/a" });
        var documents = Enumerable.Range(0, 50).Select(_ => Samples.Traits()).ToList();
        List<VectorEntry> entries = [.. Enumerable.Range(0, 1500).Select(i => Samples.Entry(traits: documents[i % 50]))];
        await store.UpsertAsync(space, entries, Cancellation);
        await store.UpsertAsync(other, [.. Enumerable.Range(0, 1500).Select(_ => Samples.Entry())], Cancellation);
        var found = 0;
        for (var trial = 0; trial < 20; trial++)
        {
            var query = Samples.Next();
            var filter = trial % 2 == 0 ? null : new PassageFilter { Documents = [.. documents.Skip(trial).Take(2).Select(traits => traits.DocumentId)] };
            var expected = VectorSamples.Nearest(entries.Where(entry => filter is null || VectorSamples.Holds(filter, entry.Traits)), query, 10);

            var hits = await store.SearchAsync(new([space], query, 10, filter), Cancellation);

            Assert.Equal(10, hits.Count);
            Assert.All(hits, hit => Assert.Contains(entries, entry => entry.ChunkId == hit.ChunkId && (filter is null || VectorSamples.Holds(filter, entry.Traits))));
            found += expected.IntersectBy(hits.Select(hit => hit.ChunkId), hit => hit.ChunkId).Count();
        }

        Assert.True(found >= 190, $"{found} of 200");
        await AskAsync(database, "SELECT pg_stat_force_next_flush()::text");
        Assert.True(int.Parse(await AskAsync(database, "SELECT sum(idx_scan)::text FROM pg_stat_user_indexes WHERE indexrelname LIKE 'knowledge_nearest_graph%nearest'"), CultureInfo.InvariantCulture) >= 20);
    }
}

/// <summary>Vectors in PostgreSQL, with and without pgvector.</summary>
public abstract class PostgresVectorStoreTests : VectorStoreConformance, IAsyncLifetime
{
    private string _url = "";
    private PostgresDatabase? _database;
    private IVectorStore? _store;

    protected override IVectorStore Store => _store!;

    public async ValueTask InitializeAsync()
    {
        _url = await UrlAsync();
        _database = OpenDatabase();
        _store = new PostgresVectorStore(_database, NullLogger<PostgresVectorStore>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _database!.DisposeAsync();
    }

    [Fact]
    public async Task Search_SpacesOfSeveralTenants_FindsInEachAndNowhereElse()
    {
        var (mine, other) = (NewSpace(), NewSpace());
        var entries = await WriteAsync(mine, Many(5));
        await WriteAsync(other, Many(5));
        var wrong = await WriteAsync(mine with { CollectionId = other.CollectionId }, Many(5));

        var hits = await SearchAsync([mine, other], entries[0].Vector, 100);

        Assert.Equal(10, hits.Count);
        Assert.DoesNotContain(hits, hit => wrong.Exists(entry => entry.ChunkId == hit.ChunkId));
    }

    [Fact]
    public async Task Search_PassagesOfManyWindows_LooksForMoreUntilThereAreEnough()
    {
        var (space, traits, near) = (NewSpace(), Samples.Traits(), Samples.Next());
        var chunk = Guid.CreateVersion7();
        await WriteAsync(space, [.. Enumerable.Range(0, 100).Select(window => new VectorEntry(chunk, window, Samples.Near(near, 0.001f), traits)), .. Many(20)]);

        Assert.Equal(10, (await SearchAsync([space], near)).Select(hit => hit.ChunkId).Distinct().Count());
    }

    [Fact]
    public async Task Upsert_ZeroOverAVector_TakesThatWindowAlone()
    {
        var (space, entry) = (NewSpace(), Samples.Entry());
        await WriteAsync(space, [entry, entry with { Window = 1, Vector = Samples.Next() }]);

        await Store.UpsertAsync(space, [entry with { Vector = new float[VectorSamples.Dimensions] }], Cancellation);

        Assert.InRange(Assert.Single(await SearchAsync([space], entry.Vector)).Score, -1, 0.999f);
    }

    protected abstract Task<string> UrlAsync();

    private protected PostgresDatabase OpenDatabase(string more = "") => new(
        Options.Create(new DatabaseOptions { Url = _url + (more.Length > 0 && !_url.Contains('?', StringComparison.Ordinal) ? "?" + more[1..] : more) }), NullLogger<RowSecurity>.Instance);

    private protected PostgresDatabase Database => _database!;

    private protected static async Task<string> AskAsync(PostgresDatabase database, string sql)
    {
        await using var connection = (NpgsqlConnection)database.CreateConnection();
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancellation) as string ?? "";
    }
}
