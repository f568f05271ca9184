using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Parley.Integrations.Oidc;

/// <summary>Requests to the provider: bounded in time and size, without redirects, and answered in JSON or not at all.</summary>
internal sealed class OidcHttp : IDisposable
{
    private const int MaxResponseBytes = 512 * 1024;
    private const int MaxDepth = 16;

    private readonly HttpClient _client;

    public OidcHttp(IOptions<OidcOptions> options)
        : this(options, new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ActivityHeadersPropagator = null,
        })
    {
    }

    internal OidcHttp(IOptions<OidcOptions> options, HttpMessageHandler handler) => _client = new HttpClient(handler)
    {
        Timeout = options.Value.Timeout,
        MaxResponseContentBufferSize = MaxResponseBytes,
    };

    public Task<OidcResponse> GetAsync(Uri address, CancellationToken cancellationToken) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, address), cancellationToken);

    /// <exception cref="OidcException">No answer, or none that could be one.</exception>
    public async Task<OidcResponse> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            request.Headers.Accept.ParseAdd("application/json");
            try
            {
                using var response = await _client.SendAsync(request, cancellationToken);
                var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
                return new(response.StatusCode, Parse(body, request.RequestUri!));
            }
            catch (Exception e) when (e is HttpRequestException or IOException || e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                throw new OidcException(OidcFailure.ProviderUnavailable, $"The identity provider did not answer at {request.RequestUri!.GetLeftPart(UriPartial.Path)}.", e);
            }
        }
    }

    public void Dispose() => _client.Dispose();

    private static JsonElement Parse(byte[] body, Uri address)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return document.RootElement.ValueKind is JsonValueKind.Object ? document.RootElement.Clone() : throw new JsonException();
        }
        catch (JsonException e)
        {
            throw new OidcException(OidcFailure.ProviderUnavailable, $"The identity provider answered with something else than JSON at {address.GetLeftPart(UriPartial.Path)}.", e);
        }
    }
}

/// <summary>What the provider answered.</summary>
internal sealed record OidcResponse(HttpStatusCode Status, JsonElement Body)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <exception cref="OidcException">It is not a success.</exception>
    public JsonElement Expect(string what) => IsSuccess
        ? Body
        : throw new OidcException(OidcFailure.ProviderUnavailable, $"The identity provider answered {(int)Status} when asked for {what}.");
}
