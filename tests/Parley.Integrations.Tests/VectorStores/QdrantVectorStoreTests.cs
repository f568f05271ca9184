using Parley.Integrations.Providers.Wire;
using Parley.Knowledge.Vectors;
using Parley.Testing.Vectors;
using Parley.Testing.Vectors.OpenApi;
using Parley.Testing.Vectors.Services;
using Xunit;

namespace Parley.Integrations.Tests.VectorStores;

public sealed class QdrantVectorStoreTests : VectorStoreConformance, IAsyncLifetime
{
    private readonly WireHttp _http = new();
    private FakeQdrant? _qdrant;
    private IVectorStore? _store;

    protected override IVectorStore Store => _store!;

    protected override float Tolerance => 1e-5f;

    public async ValueTask InitializeAsync()
    {
        _qdrant = await FakeQdrant.StartAsync();
        _store = HttpStores.Qdrant(_qdrant.Address, _http);
    }

    public async ValueTask DisposeAsync()
    {
        await _qdrant!.DisposeAsync();
        _http.Dispose();
        Assert.Empty(_qdrant.Violations);
        Assert.Equal(OpenApiDescription.Folder is not null, _qdrant.IsChecked);
    }

    [Fact]
    public async Task Upsert_First_MakesACollectionOfTheEmbedderWithItsIndexes()
    {
        await WriteAsync(NewSpace(), Many(3));
        await WriteAsync(NewSpace(), Many(3));
        await WriteAsync(NewSpace() with { Embedder = "other/b" }, Many(3));

        Assert.Equal(2, _qdrant!.Collections.Count);
        Assert.All(_qdrant.Collections, name => Assert.Matches("^parley_(one_a|other_b)_64_[0-9a-f]{8}$", name));
        Assert.Equal(["chunk_id", "collection_id", "date", "document_id", "language", "media_type", "tags", "tenant_id"], _qdrant.Indexes.Order());
    }

    [Fact]
    public async Task Upsert_CollectionRemovedMeanwhile_MakesItAnew()
    {
        var space = NewSpace();
        await WriteAsync(space, Many(3));
        _qdrant!.DropCollections();

        var entries = await WriteAsync(space, Many(5));

        Assert.Equal(5, (await SearchAsync([space], entries[0].Vector)).Count);
    }

    [Fact]
    public async Task Upsert_Many_ComesInRequestsOfTheSizeAllowed()
    {
        const int Bound = 64 * 1024;
        _store = HttpStores.Qdrant(_qdrant!.Address, _http, maxBatchBytes: Bound);

        var entries = await WriteAsync(NewSpace(), Many(400));

        Assert.Equal(entries.Count, _qdrant.Points);
        Assert.InRange(_qdrant.LargestBody, Bound / 3, Bound);
    }

    [Fact]
    public async Task Upsert_TwoStoresAtOnce_BothSucceed()
    {
        var other = HttpStores.Qdrant(_qdrant!.Address, _http);
        var space = NewSpace();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? Store : other).UpsertAsync(space, Many(10), Cancellation)));

        Assert.Equal(80, _qdrant.Points);
    }

    [Fact]
    public async Task Search_SpacesOfSeveralTenants_FindsInEachAndNowhereElse()
    {
        var (mine, other, foreign) = (NewSpace(), NewSpace(), NewSpace());
        var crossed = mine with { CollectionId = other.CollectionId };
        var entries = await WriteAsync(mine, Many(5));
        await WriteAsync(other, Many(5));
        await WriteAsync(foreign, Many(5));
        var wrong = await WriteAsync(crossed, Many(5));

        var hits = await SearchAsync([mine, other], entries[0].Vector, 100);

        Assert.Equal(10, hits.Count);
        Assert.DoesNotContain(hits, hit => wrong.Exists(entry => entry.ChunkId == hit.ChunkId));
    }
}
