using System.Net;

namespace Parley.Integrations.Providers.Wire;

/// <summary>The connections to every provider. One pool serves all: it keeps them apart by host.</summary>
internal sealed class WireHttp : IDisposable
{
    private readonly HttpMessageInvoker _invoker = new(new SocketsHttpHandler
    {
        MaxConnectionsPerServer = int.MaxValue,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        // So that a change in DNS is seen.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        // A stream that was read to its end leaves a few bytes (the last chunk) that the pool must swallow to keep the
        // connection; one that was abandoned must not cost the provider, and the account, more than that.
        MaxResponseDrainSize = 16 * 1024,
        ResponseDrainTimeout = TimeSpan.FromMilliseconds(250),
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        // Our trace headers are nobody's business outside, and the diagnostics handler costs CPU per request.
        ActivityHeadersPropagator = null,
    });

    /// <summary>Returns as soon as the headers are here. No time-out of its own: the pipeline has one.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _invoker.SendAsync(request, cancellationToken);

    public void Dispose() => _invoker.Dispose();
}
