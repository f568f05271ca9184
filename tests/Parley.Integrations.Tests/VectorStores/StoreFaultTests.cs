using System.Net;
using System.Net.Sockets;
using Parley.Errors;
using Parley.Integrations.Providers.Wire;
using Parley.Knowledge.Vectors;
using Parley.Testing.Vectors;
using Parley.Testing.Vectors.Services;
using Xunit;

namespace Parley.Integrations.Tests.VectorStores;

/// <summary>Services that fail, and what becomes of it.</summary>
public sealed class StoreFaultTests : IAsyncLifetime
{
    private readonly WireHttp _http = new();
    private readonly VectorSamples _samples = new(5);
    private readonly VectorSpace _space = new(Guid.CreateVersion7(), Guid.CreateVersion7(), "one/a", VectorSamples.Dimensions);
    private FakeQdrant? _qdrant;
    private FakePinecone? _pinecone;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _qdrant = await FakeQdrant.StartAsync();
        _pinecone = await FakePinecone.StartAsync(VectorSamples.Dimensions);
    }

    public async ValueTask DisposeAsync()
    {
        await _qdrant!.DisposeAsync();
        await _pinecone!.DisposeAsync();
        _http.Dispose();
    }

    [Theory]
    [InlineData(Fault.Limited)]
    [InlineData(Fault.LimitedForASecond)]
    [InlineData(Fault.Broken)]
    [InlineData(Fault.Hanging)]
    [InlineData(Fault.Closed)]
    [InlineData(Fault.Truncated)]
    [InlineData(Fault.Foreign)]
    public async Task Fails_ForAMoment_IsTriedAgain(Fault fault)
    {
        foreach (var (service, store) in Both(timeoutSeconds: 1))
        {
            var entry = _samples.Entry();
            service.Fail(fault);
            await store.UpsertAsync(_space, [entry], Cancellation);
            service.Fail(fault, fault);
            await store.UpsertAsync(_space, [entry with { Window = 1 }], Cancellation);
            service.Fail(fault);

            Assert.Equal(entry.ChunkId, Assert.Single(await store.SearchAsync(new([_space], entry.Vector, 5), Cancellation)).ChunkId);
            service.Fail(fault);
            await store.DeleteAsync(_space, [entry.ChunkId], Cancellation);
            Assert.Empty(await store.SearchAsync(new([_space], entry.Vector, 5), Cancellation));
        }
    }

    [Theory]
    [InlineData(Fault.Broken, "unavailable (500)")]
    [InlineData(Fault.Hanging, "did not answer in time")]
    [InlineData(Fault.Closed, "Try again")]
    [InlineData(Fault.Truncated, "cannot be read")]
    [InlineData(Fault.Foreign, "cannot be read")]
    [InlineData(Fault.Limited, "limits the rate")]
    public async Task Fails_ForLong_SaysSo(Fault fault, string says)
    {
        foreach (var (service, store) in Both(timeoutSeconds: 0.2))
        {
            service.Fail(fault, fault, fault, fault);

            var error = await Assert.ThrowsAsync<AppException>(() => store.UpsertAsync(_space, [_samples.Entry()], Cancellation));

            Assert.Equal(ErrorCode.ServiceUnavailable, error.Code);
            Assert.True(error.Retryable);
            Assert.Contains(says, error.Message, StringComparison.Ordinal);
            Assert.Equal(4, service.Requests.Count);
        }
    }

    [Fact]
    public async Task Limited_ForLongerThanAnybodyWaits_IsNotTriedAgain()
    {
        foreach (var (service, store) in Both())
        {
            service.Fail(Fault.LimitedForAnHour);

            var error = await Assert.ThrowsAsync<AppException>(() => store.UpsertAsync(_space, [_samples.Entry()], Cancellation));

            Assert.Equal(TimeSpan.FromHours(1), error.RetryAfter);
            Assert.Single(service.Requests);
        }
    }

    [Fact]
    public async Task Refused_IsNotTriedAgainAndShowsNoKey()
    {
        foreach (var (service, store) in Both())
        {
            service.Fail(Fault.Refused);

            var error = await Assert.ThrowsAsync<AppException>(() => store.UpsertAsync(_space, [_samples.Entry()], Cancellation));

            Assert.False(error.Retryable);
            Assert.Contains("(400). It said: The key *** is of no use", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(FakeService.Key, error.ToString(), StringComparison.Ordinal);
            Assert.Single(service.Requests);
        }
    }

    [Fact]
    public async Task WrongKey_NamesTheSetting()
    {
        IVectorStore[] stores = [HttpStores.Qdrant(_qdrant!.Address, _http, key: "wrong"), HttpStores.Pinecone(new() { Host = _pinecone!.Address.ToString(), ApiKey = "wrong" }, _http)];
        foreach (var (store, setting) in stores.Zip(["QDRANT_API_KEY", "PINECONE_API_KEY"]))
        {
            var error = await Assert.ThrowsAsync<AppException>(() => store.SearchAsync(new([_space], _samples.Next(), 5), Cancellation));

            Assert.Contains(setting, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task NotThere_NamesTheSetting()
    {
        var nowhere = new Uri($"http://127.0.0.1:{FreePort()}");
        IVectorStore[] stores = [HttpStores.Qdrant(nowhere, _http), HttpStores.Pinecone(new() { Host = nowhere.ToString() }, _http)];
        foreach (var (store, setting) in stores.Zip(["QDRANT_URL", "PINECONE_HOST"]))
        {
            var error = await Assert.ThrowsAsync<AppException>(() => store.SearchAsync(new([_space], _samples.Next(), 5), Cancellation));

            Assert.Contains("cannot be reached", error.Message, StringComparison.Ordinal);
            Assert.Contains(setting, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Cancelled_WhileItHangs_IsACancellation()
    {
        foreach (var (service, store) in Both())
        {
            service.Fail(Fault.Hanging);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            stop.CancelAfter(TimeSpan.FromMilliseconds(100));

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.SearchAsync(new([_space], _samples.Next(), 5), stop.Token));
        }
    }

    private IEnumerable<(FakeService Service, IVectorStore Store)> Both(double timeoutSeconds = 20)
    {
        var calls = HttpStores.Calls(timeoutSeconds);
        yield return (_qdrant!, HttpStores.Qdrant(_qdrant!.Address, _http, calls: calls));
        yield return (_pinecone!, HttpStores.Pinecone(new() { Host = _pinecone!.Address.ToString() }, _http, calls));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
