using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Parley.Integrations.Oidc;
using Parley.Testing;

namespace Parley.Integrations.Tests.Oidc;

/// <summary>
/// The provider's side of the wire, to say what a real one never would. The real one is in the server's tests.
/// </summary>
internal sealed class ProviderStub : HttpMessageHandler
{
    public const string Issuer = "https://id.example";
    public const string ClientId = "parley";

    private readonly Dictionary<string, Func<HttpRequestMessage, HttpResponseMessage>> _answers = [];
    private readonly List<Uri> _asked = [];

    public ProviderStub()
    {
        Options = new OidcOptions { Authority = Issuer, ClientId = ClientId, ClientSecret = "a secret" };
        Document = new JsonObject
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = Issuer + "/auth",
            ["token_endpoint"] = Issuer + "/token",
            ["jwks_uri"] = Issuer + "/keys",
        };
        Keys = [TokenKey.Rsa("first")];
        Answer("/.well-known/openid-configuration", _ => Json(Document.ToJsonString()));
        Answer("/keys", _ => Json(new JsonObject { ["keys"] = new JsonArray([.. Keys.Select(key => (JsonNode)key.Public())]) }.ToJsonString()));
    }

    public FakeTimeProvider Clock { get; } = new();

    public OidcOptions Options { get; }

    /// <summary>What it says of itself.</summary>
    public JsonObject Document { get; }

    /// <summary>What it publishes.</summary>
    public List<TokenKey> Keys { get; }

    /// <summary>Every address that was asked, oldest first.</summary>
    public IReadOnlyList<Uri> Asked => _asked;

    /// <summary>Whether it is away.</summary>
    public bool IsDown { get; set; }

    public int Count(string path) => _asked.Count(uri => uri.AbsolutePath == path);

    public void Answer(string path, Func<HttpRequestMessage, HttpResponseMessage> answer) => _answers[path] = answer;

    public static HttpResponseMessage Json(string text, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(text, Encoding.UTF8, "application/json") };

    public OidcProvider CreateProvider() => new(CreateHttp(), Wrapped(), Clock, NullLogger<OidcProvider>.Instance);

    public IdTokenValidator CreateValidator() => new(CreateProvider(), Wrapped(), Clock);

    public OidcClient CreateClient()
    {
        var provider = CreateProvider();
        return new(CreateHttp(), provider, new IdTokenValidator(provider, Wrapped(), Clock), Wrapped(), Clock);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _asked.Add(request.RequestUri!);
        return IsDown ? throw new HttpRequestException("Connection refused")
            : Task.FromResult(_answers.TryGetValue(request.RequestUri!.AbsolutePath, out var answer) ? answer(request) : new(HttpStatusCode.NotFound));
    }

    private OidcHttp CreateHttp() => new(Wrapped(), this);

    private IOptions<OidcOptions> Wrapped() => Microsoft.Extensions.Options.Options.Create(Options);
}
