using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Identity;
using Parley.Integrations;
using Parley.Limits;
using Parley.Server.Http;
using Parley.Server.Http.Edge;
using Parley.Server.Http.Limits;
using Parley.Server.Startup;

namespace Parley.Server.Tests.Edge;

/// <summary>Whose address counts: over a real socket, so that what forwards is 127.0.0.1.</summary>
public sealed class ForwardedAddressesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "203.0.113.7", "127.0.0.1")]
    [InlineData("127.0.0.1", "203.0.113.7", "203.0.113.7")]
    [InlineData("127.0.0.0/8", "203.0.113.7", "203.0.113.7")]
    [InlineData("10.0.0.0/8", "203.0.113.7", "127.0.0.1")]
    [InlineData("127.0.0.1", "1.2.3.4, 203.0.113.7", "203.0.113.7")]
    [InlineData("127.0.0.1, 10.0.0.0/8", "1.2.3.4, 203.0.113.7, 10.1.2.3", "203.0.113.7")]
    [InlineData("127.0.0.1", "garbage", "127.0.0.1")]
    [InlineData("127.0.0.1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    public async Task D1_ForwardedFor_CountsOnlyFromTrustedProxies(string? trusted, string header, string expected)
    {
        await using var app = await StartAsync(trusted);
        using var client = Client(app);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/who") { Headers = { { "X-Forwarded-For", header } } };

        using var response = await client.SendAsync(request, Cancellation);

        Assert.Equal(expected, await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task D1_Anonymous_AreLimitedByAddressAndCannotSpoofIt()
    {
        await using var app = await StartAsync(null, ("Limits:AnonymousRequests", "4"));
        using var client = Client(app);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 8; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/who") { Headers = { { "X-Forwarded-For", $"203.0.113.{i}" } } };
            using var response = await client.SendAsync(request, Cancellation);
            statuses.Add(response.StatusCode);
        }

        Assert.Equal(4, statuses.Count(status => status == HttpStatusCode.OK));
        Assert.Equal(4, statuses.Count(status => status == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task D1_AnonymousBehindATrustedProxy_AreLimitedEach()
    {
        await using var app = await StartAsync("127.0.0.1", ("Limits:AnonymousRequests", "1"));
        using var client = Client(app);
        for (var i = 0; i < 4; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/who") { Headers = { { "X-Forwarded-For", $"9.9.9.9, 203.0.113.{i}" } } };
            using var response = await client.SendAsync(request, Cancellation);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Fact]
    public async Task Host_ForwardedByATrustedProxy_IsJudgedLikeAnyOther()
    {
        await using var app = await StartAsync("127.0.0.1", ("Server:PublicUrl", "https://parley.example.com"));
        using var client = Client(app);

        Assert.Equal("https://parley.example.com", await OriginAsync("parley.example.com"));
        Assert.DoesNotContain("evil", await OriginAsync("evil.example"), StringComparison.Ordinal);

        async Task<string> OriginAsync(string host)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/origin")
            {
                Headers = { { "X-Forwarded-For", "203.0.113.7" }, { "X-Forwarded-Proto", "https" }, { "X-Forwarded-Host", host } },
            };
            using var response = await client.SendAsync(request, Cancellation);
            return await response.Content.ReadAsStringAsync(Cancellation);
        }
    }

    private static async Task<WebApplication> StartAsync(string? trusted, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["Server:TrustedProxies"] = trusted;
        builder.Configuration["Limits:Enabled"] = "true";
        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }

        builder.Services.AddOptions<ServerOptions>().BindConfiguration("Server");
        builder.Services.AddSingleton(TimeProvider.System).AddIdentity().AddLimits();
        builder.Services.AddServerHttp();
        var app = builder.Build();
        app.UseForwardedAddresses();
        app.UseProblems();
        app.UseHostGuard();
        app.UseRouting();
        app.UseLimits();
        app.MapGet("/who", (HttpContext http) => ClientNetwork.Of(http.Connection.RemoteIpAddress)).AllowAnonymous();
        app.MapGet("/origin", (HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host}").AllowAnonymous();
        await app.StartAsync(Cancellation);
        return app;
    }

    private static HttpClient Client(WebApplication app) => new() { BaseAddress = new Uri(app.Urls.First()) };
}
