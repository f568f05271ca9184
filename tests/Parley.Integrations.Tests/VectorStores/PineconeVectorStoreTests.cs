using Parley.Errors;
using Parley.Integrations.Providers.Wire;
using Parley.Integrations.VectorStores.Pinecone;
using Parley.Knowledge.Vectors;
using Parley.Testing.Vectors;
using Parley.Testing.Vectors.OpenApi;
using Parley.Testing.Vectors.Services;
using Xunit;

namespace Parley.Integrations.Tests.VectorStores;

public sealed class PineconeVectorStoreTests : VectorStoreConformance, IAsyncLifetime
{
    private readonly WireHttp _http = new();
    private FakePinecone? _pinecone;
    private IVectorStore? _store;

    protected override IVectorStore Store => _store!;

    protected override float Tolerance => 1e-5f;

    public async ValueTask InitializeAsync()
    {
        _pinecone = await FakePinecone.StartAsync(VectorSamples.Dimensions);
        _store = HttpStores.Pinecone(new() { Host = _pinecone.Address.ToString() }, _http);
    }

    public async ValueTask DisposeAsync()
    {
        await _pinecone!.DisposeAsync();
        _http.Dispose();
        Assert.Empty(_pinecone.Violations);
        Assert.Equal(OpenApiDescription.Folder is not null, _pinecone.IsChecked);
    }

    [Fact]
    public async Task Upsert_EachSpace_HasItsNamespace()
    {
        var space = NewSpace();
        foreach (var written in new[] { space, NewSpace(), space with { Embedder = "other/b" } })
        {
            await WriteAsync(written, Many(3));
        }

        Assert.Equal(3, _pinecone!.Namespaces.Count);
    }

    [Fact]
    public async Task Index_ByName_IsFoundThroughTheControlPlane()
    {
        _store = HttpStores.Pinecone(new() { Index = FakePinecone.Index, ControlUrl = _pinecone!.Address.ToString() }, _http);
        var space = NewSpace();
        var entries = await WriteAsync(space, Many(3));

        Assert.Equal(3, (await SearchAsync([space], entries[0].Vector)).Count);
        Assert.Contains($"GET /indexes/{FakePinecone.Index}", _pinecone.Requests);
    }

    [Fact]
    public async Task Index_Unknown_IsSaidByName()
    {
        _store = HttpStores.Pinecone(new() { Index = "dcos", ControlUrl = _pinecone!.Address.ToString() }, _http);

        var error = await Assert.ThrowsAsync<AppException>(() => SearchAsync([NewSpace()], Samples.Next()));

        Assert.Equal(ErrorCode.ServiceUnavailable, error.Code);
        Assert.Contains("dcos", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Index_OfOtherDimensions_IsSaidWithWhatToDo()
    {
        await using var other = await FakePinecone.StartAsync(1536);
        var store = HttpStores.Pinecone(new() { Host = other.Address.ToString() }, _http);

        var error = await Assert.ThrowsAsync<AppException>(() => store.UpsertAsync(NewSpace(), Many(1), Cancellation));

        Assert.Contains("1536", error.Message, StringComparison.Ordinal);
        Assert.Contains("64", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Index_OfAnotherMetric_IsRefused()
    {
        await using var other = await FakePinecone.StartAsync(VectorSamples.Dimensions, "dotproduct");
        var store = HttpStores.Pinecone(new() { Host = other.Address.ToString() }, _http);

        Assert.Contains("cosine", (await Assert.ThrowsAsync<AppException>(() => store.UpsertAsync(NewSpace(), Many(1), Cancellation))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_PassagesOfManyWindows_AsksForMoreUntilThereAreEnough()
    {
        // The nearest hundred windows are of one passage.
        var (space, traits, near) = (NewSpace(), Samples.Traits(), Samples.Next());
        var chunk = Guid.CreateVersion7();
        var entries = Enumerable.Range(0, 100).Select(window => new VectorEntry(chunk, window, Samples.Near(near, 0.001f), traits)).Concat(Many(20)).ToList();
        await WriteAsync(space, entries);

        Assert.Equal(10, (await SearchAsync([space], near)).Select(hit => hit.ChunkId).Distinct().Count());
    }
}
