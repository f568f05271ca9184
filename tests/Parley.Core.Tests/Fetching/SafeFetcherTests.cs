using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Parley.Fetching;

namespace Parley.Core.Tests.Fetching;

public sealed class SafeFetcherTests : IAsyncLifetime
{
    private readonly WebApplication _app;
    private int _requests;

    public SafeFetcherTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Use((http, next) =>
        {
            Interlocked.Increment(ref _requests);
            return next(http);
        });
        _app.MapGet("/page", () => Results.Content("<p>Hello</p>", "text/html; charset=utf-8"));
        _app.MapGet("/to-page", () => Results.Redirect("/page"));
        _app.MapGet("/round", () => Results.Redirect("/round"));
        _app.MapGet("/inside", () => Results.Redirect("http://10.0.0.1/"));
        _app.MapGet("/large", async http => await http.Response.Body.WriteAsync(new byte[20_000]));
        _app.MapGet("/bomb", BombAsync);
        _app.MapGet("/never", async http =>
        {
            await http.Response.Body.WriteAsync("x"u8.ToArray());
            await http.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });
    }

    public async ValueTask InitializeAsync() => await _app.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Fetch_Page_IsHad()
    {
        var page = await FetchAsync("/to-page");

        Assert.Equal(("<p>Hello</p>", "text/html", "page"), (Encoding.UTF8.GetString(page.Content), page.MediaType, page.FileName));
    }

    [Theory]
    [InlineData("/round", FetchFailure.NotServed)]
    [InlineData("/nothing", FetchFailure.NotServed)]
    [InlineData("/large", FetchFailure.TooLarge)]
    [InlineData("/bomb", FetchFailure.TooLarge)]
    [InlineData("/never", FetchFailure.TimedOut)]
    [InlineData("/inside", FetchFailure.Refused)]
    public async Task F3_BeyondABound_Fails(string path, FetchFailure expected) =>
        Assert.Equal(expected, (await Assert.ThrowsAsync<FetchException>(() => FetchAsync(path))).Failure);

    /// <summary>A name that leads to this machine, or to both this and a public address, is refused before anything connects.</summary>
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("8.8.8.8", "127.0.0.1")]
    [InlineData("2606:4700::1", "::1")]
    [InlineData("::ffff:127.0.0.1")]
    public async Task F2_NameThatLeadsInside_IsRefusedBeforeConnecting(params string[] addresses)
    {
        var network = new FetchNetwork
        {
            Parse = text => new Uri(text), ResolveAsync = (_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray()),
        };
        using var fetcher = New(network);

        var error = await Assert.ThrowsAsync<FetchException>(() => fetcher.FetchAsync($"http://rebind.example.com:{Port}/page", TestContext.Current.CancellationToken));

        Assert.Equal(FetchFailure.Refused, error.Failure);
        Assert.Equal(0, _requests);
    }

    /// <summary>The name is looked up once, and the connection made to what was checked: a second answer is never asked for.</summary>
    [Fact]
    public async Task F2_NameThatChanges_IsLookedUpOnce()
    {
        var asked = 0;
        using var fetcher = New(Here with
        {
            ResolveAsync = (_, _) => Task.FromResult(new[] { ++asked == 1 ? IPAddress.Loopback : IPAddress.Parse("10.0.0.1") }), IsAllowed = IPAddress.IsLoopback,
        });

        var page = await fetcher.FetchAsync($"http://changing.example.com:{Port}/page", TestContext.Current.CancellationToken);

        Assert.Equal((1, 12), (asked, page.Content.Length));
    }

    private static FetchNetwork Here { get; } = new()
    {
        Parse = text => new Uri(text), IsAllowed = _ => true,
        Follow = (from, to) => to.IsAbsoluteUri ? FetchAddress.Follow(from, to) : new Uri(from, to),
    };

    private int Port => new Uri(_app.Urls.First()).Port;

    private async Task<FetchedFile> FetchAsync(string path)
    {
        using var fetcher = New(Here);
        return await fetcher.FetchAsync(_app.Urls.First() + path, TestContext.Current.CancellationToken);
    }

    private static SafeFetcher New(FetchNetwork network) =>
        new(Options.Create(new FetchOptions { MaxBytes = 10_000, Timeout = TimeSpan.FromSeconds(3), MaxRedirects = 3 }), TimeProvider.System, network);

    private static async Task BombAsync(HttpContext http)
    {
        http.Response.Headers.ContentEncoding = "gzip";
        await using var packed = new GZipStream(http.Response.Body, CompressionLevel.Fastest);
        for (var i = 0; i < 200; i++)
        {
            await packed.WriteAsync(new byte[64 * 1024], http.RequestAborted);
        }
    }
}
