using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Web;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts.Links;
using Parley.Testing.Identity;

namespace Parley.Server.Tests.Accounts.Oidc;

/// <summary>A server in accounts mode, and a real identity provider that knows it.</summary>
public sealed class OidcServer : IAsyncDisposable
{
    private readonly HttpClient _browser;

    private OidcServer(AccountsServer accounts, IdentityProvider provider)
    {
        (Accounts, Provider) = (accounts, provider);
        _browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = accounts.Anonymous.BaseAddress };
        Origin = $"http://localhost:{_browser.BaseAddress!.Port}";
    }

    public AccountsServer Accounts { get; }

    public IdentityProvider Provider { get; }

    /// <summary>What links and addresses of this server begin with.</summary>
    public string Origin { get; }

    public string Callback => Origin + "/api/v1/auth/oidc/callback";

    public static async Task<OidcServer> StartAsync(IdentityProvider provider, TimeProvider? clock = null, params (string Key, string Value)[] settings)
    {
        (string Key, string Value)[] usual =
        [
            ("Oidc:Authority", provider.Authority), ("Oidc:ClientId", IdentityProvider.ClientId), ("Oidc:ClientSecret", IdentityProvider.ClientSecret),
            ("Oidc:Scopes", "openid profile email groups"),
        ];
        var accounts = await AccountsServer.StartAsync(clock ?? TimeProvider.System, [.. settings.UnionBy(usual, setting => setting.Key)]);
        var server = new OidcServer(accounts, provider);

        // The host says so a moment after it listens.
        accounts.Services.GetRequiredService<PublicAddress>().ListensOn(server._browser.BaseAddress!.Port);
        await provider.RegisterAsync(new { redirect_uris = new[] { server.Callback }, id_token_signed_response_alg = "RS256", token_endpoint_auth_method = "client_secret_basic" });
        return server;
    }

    /// <summary>Begins a sign-in, as a click on the button does.</summary>
    public async Task<Begun> BeginAsync(string query = "")
    {
        var answer = await SendAsync("auth/oidc/start" + query);
        return new(answer, answer.Address is { IsAbsoluteUri: true } address && address.Authority == Provider.Issuer.Authority ? address : null, answer.Cookies.GetValueOrDefault("__Host-parley_oidc"));
    }

    /// <summary>The whole way: to the provider, through its pages, and back.</summary>
    public async Task<Answer> SignInAsync(string login, string query = "")
    {
        var begun = await BeginAsync(query);
        return await FinishAsync(begun, await IdentityProvider.SignInAsync(begun.Authorization!, login));
    }

    /// <summary>Comes back from the provider.</summary>
    /// <param name="callback">Where it led to.</param>
    public Task<Answer> FinishAsync(Begun begun, Uri callback) => SendAsync("auth/oidc/callback" + callback.Query, begun.Cookie);

    public async Task<Answer> SendAsync(string path, string? flow = null, string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (flow is not null)
        {
            request.Headers.Add("Cookie", $"__Host-parley_oidc={flow}");
        }

        request.Headers.Host = host;
        using var response = await _browser.SendAsync(request);
        return new(response.StatusCode, response.Headers.Location, response.Headers.TryGetValues("Set-Cookie", out var set) ? [.. set] : []);
    }

    /// <summary>Who the cookies of an answer make their bearer.</summary>
    public async Task<JsonElement> MeAsync(Answer signedIn)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "auth/me");
        request.Headers.Add("Cookie", $"__Host-parley_access={signedIn.Cookies["__Host-parley_access"]}");
        using var response = await _browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>A parameter of an address.</summary>
    public static string? Parameter(Uri address, string name) => HttpUtility.ParseQueryString(address.Query)[name];

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await Accounts.DisposeAsync();
    }
}

/// <param name="Authorization">Where the browser is led; null when it is not to the provider.</param>
/// <param name="Cookie">What it keeps meanwhile.</param>
public sealed record Begun(Answer Answer, Uri? Authorization, string? Cookie);

/// <summary>What a browser gets.</summary>
public sealed record Answer(HttpStatusCode Status, Uri? Address, IReadOnlyList<string> SetCookies)
{
    public Dictionary<string, string> Cookies { get; } = SetCookies.Select(cookie => cookie.Split(';')[0].Split('=', 2))
        .Where(pair => pair[1].Length > 0).ToDictionary(pair => pair[0], pair => pair[1]);

    public bool IsSignedIn => Cookies.ContainsKey("__Host-parley_access") && Cookies.ContainsKey("__Host-parley_refresh");

    /// <summary>The code of the error that the sign-in page would say.</summary>
    public string? Error => Address?.OriginalString.StartsWith("/sign-in?error=", StringComparison.Ordinal) is true ? Address.OriginalString["/sign-in?error=".Length..] : null;
}
