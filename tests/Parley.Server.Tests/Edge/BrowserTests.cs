using System.Net;
using System.Net.Http.Json;
using System.Text;
using Parley.Server.Endpoints;
using Parley.Server.Http.Edge;

namespace Parley.Server.Tests.Edge;

/// <summary>What other sites' pages, and the browser itself, may do with Parley.</summary>
public sealed class BrowserTests : IDisposable
{
    private const string Friend = "https://app.example.com";

    private readonly string _page = $"test-{Guid.NewGuid():n}.html";

    public BrowserTests()
    {
        // Such a page as the build puts there, for tests of a server that was built without.
        Directory.CreateDirectory(PageFiles.Directory);
        File.WriteAllText(Path.Combine(PageFiles.Directory, _page), "<!doctype html><title>x</title>");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://localhost.evil.example")]
    [InlineData("http://evillocalhost")]
    [InlineData("https://app.example.com.evil.example")]
    [InlineData("https://xapp.example.com")]
    [InlineData("http://app.example.com")]
    [InlineData("https://app.example.com:444")]
    public async Task C1_ChangeFromAForeignOrigin_IsForbiddenAndChangesNothing(string origin)
    {
        await using var server = new TestServer(("Server:CorsOrigins", Friend));
        foreach (var (method, path) in new[] { ("POST", "conversations"), ("POST", "chat/stream"), ("DELETE", "budgets/x"), ("PUT", "degradation"), ("PATCH", "conversations/x") })
        {
            using var response = await SendAsync(server, method, path, ("Origin", origin));
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }

        Assert.Contains("\"total\":0", await server.Client.GetStringAsync("conversations", Cancellation), StringComparison.Ordinal);
        Assert.Empty(server.Model.Prompts);
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task C1_ChangeWithoutOriginFromAnotherSite_IsForbidden(string site)
    {
        await using var server = new TestServer();

        using var response = await SendAsync(server, "POST", "conversations", ("Sec-Fetch-Site", site));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task C1_ChangeFromOwnPageOrFriendOrTool_IsAccepted()
    {
        await using var server = new TestServer(("Server:CorsOrigins", Friend));
        var own = server.ClientOptions.BaseAddress.GetLeftPart(UriPartial.Authority);
        foreach (var headers in new (string, string)[][] { [("Origin", own), ("Sec-Fetch-Site", "same-origin")], [("Origin", Friend), ("Sec-Fetch-Site", "cross-site")], [] })
        {
            using var response = await SendAsync(server, "POST", "conversations", headers);
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        }
    }

    [Fact]
    public async Task C1_FormOrPlainTextOrGet_ChangesNothing()
    {
        await using var server = new TestServer();
        foreach (var type in new[] { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "chat/stream") { Content = new StringContent("""{"message":"x"}""", Encoding.UTF8) };
            request.Content.Headers.Remove("Content-Type");
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var response = await server.Client.SendAsync(request, Cancellation);
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        }

        using var get = await server.Client.GetAsync("chat?message=x", Cancellation);
        Assert.True(get.StatusCode is HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotFound, $"{get.StatusCode}");
        Assert.Empty(server.Model.Prompts);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("https://app.example.com.evil.example")]
    [InlineData("https://evilapp.example.com")]
    [InlineData("https://app.example.com.")]
    [InlineData("http://app.example.com")]
    public async Task C2_ForeignOrigin_GetsNoPermission(string origin)
    {
        await using var server = new TestServer(("Server:CorsOrigins", Friend));
        using var read = await SendAsync(server, "GET", "conversations", ("Origin", origin));
        using var preflight = await SendAsync(server, "OPTIONS", "chat", ("Origin", origin), ("Access-Control-Request-Method", "POST"));

        Assert.False(read.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(preflight.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task C2_NamedOrigin_MayReadAndNeverWithCookies()
    {
        await using var server = new TestServer(("Server:CorsOrigins", $"https://other.example, {Friend}"));
        using var read = await SendAsync(server, "GET", "conversations", ("Origin", Friend), ("Cookie", "a=b"));
        using var error = await SendAsync(server, "GET", "conversations/none", ("Origin", Friend));
        using var preflight = await SendAsync(
            server, "OPTIONS", "chat", ("Origin", Friend), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization,content-type"));

        foreach (var response in new[] { read, error, preflight })
        {
            Assert.Equal(Friend, response.Header("Access-Control-Allow-Origin"));
            Assert.False(response.Headers.Contains("Access-Control-Allow-Credentials"));
            Assert.Contains("Origin", response.Headers.Vary);
        }

        Assert.Contains("X-RateLimit-Remaining", read.Header("Access-Control-Expose-Headers"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Contains("POST", preflight.Header("Access-Control-Allow-Methods"), StringComparison.Ordinal);
        Assert.Contains("Authorization", preflight.Header("Access-Control-Allow-Headers"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task C2_NoSetting_AllowsNobody()
    {
        await using var server = new TestServer();

        using var response = await SendAsync(server, "GET", "conversations", ("Origin", Friend));

        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("GET", "conversations", 200)]
    [InlineData("GET", "nothing", 404)]
    [InlineData("PUT", "conversations", 405)]
    [InlineData("POST", "chat", 415)]
    [InlineData("GET", "/openapi/v1.json", 200)]
    [InlineData("GET", "/metrics", 200)]
    [InlineData("GET", "/v1/models", 200)]
    [InlineData("GET", "/v1/none", 404)]
    [InlineData("GET", "/assets/none.js", 404)]
    public async Task C3_EveryResponse_CarriesTheHeaders(string method, string path, int status)
    {
        await using var server = new TestServer();

        using var response = await SendAsync(server, method, path);

        Assert.Equal(status, (int)response.StatusCode);
        AssertHardened(response);
        Assert.Equal(SecurityHeaders.DataPolicy, response.Header("Content-Security-Policy"));
        Assert.True(response.Headers.CacheControl is { NoStore: true });
        Assert.False(response.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task C3_StreamAndRefusals_CarryTheHeaders()
    {
        await using var server = new TestServer();
        server.Model.AlwaysSays = ["x"];
        using var stream = await server.Client.StreamAsync(new { message = "x" });
        using var host = await SendAsync(server, "GET", "conversations", ("Host", "evil.example"));
        using var origin = await SendAsync(server, "POST", "conversations", ("Origin", "https://evil.example"));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Forbidden), (host.StatusCode, origin.StatusCode));
        Assert.All([stream, host, origin], AssertHardened);
    }

    [Fact]
    public async Task C3_Page_HasNoInlineScriptOrEval()
    {
        await using var server = new TestServer();

        using var response = await SendAsync(server, "GET", $"/{_page}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        AssertHardened(response);
        var policy = response.Header("Content-Security-Policy").Split("; ").ToDictionary(part => part.Split(' ')[0], part => part[(part.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        Assert.Equal("'none'", policy["default-src"]);
        Assert.Equal("'self'", policy["script-src"]);
        Assert.Equal("'none'", policy["frame-ancestors"]);
        Assert.Equal("'none'", policy["base-uri"]);
        Assert.Equal("'self' data: blob:", policy["img-src"]);
        Assert.DoesNotContain("unsafe", response.Header("Content-Security-Policy"), StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(Path.Combine(PageFiles.Directory, _page));

    private static void AssertHardened(HttpResponseMessage response)
    {
        Assert.Equal("nosniff", response.Header("X-Content-Type-Options"));
        Assert.Equal("DENY", response.Header("X-Frame-Options"));
        Assert.Equal("same-origin", response.Header("Referrer-Policy"));
        Assert.Equal("same-origin", response.Header("Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", response.Header("Cross-Origin-Resource-Policy"));
        Assert.Contains("camera=()", response.Header("Permissions-Policy"), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", response.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Server"));
    }

    private static Task<HttpResponseMessage> SendAsync(TestServer server, string method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
    }
}
