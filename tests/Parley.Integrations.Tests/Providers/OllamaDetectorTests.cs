using System.Net;
using System.Net.Sockets;
using FakeLlm;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using Parley.Integrations.Providers;
using Parley.Integrations.Providers.Wire;
using Parley.Testing;
using Xunit;

namespace Parley.Integrations.Tests.Providers;

public sealed class OllamaDetectorTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new();
    private readonly WireHttp _http = new();
    private readonly LogProbe<OllamaDetector> _log = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Start_ServerAnswers_IsFoundAtOnce()
    {
        await using var fake = await FakeLlmServer.StartAsync(cancellationToken: CancellationToken);
        using var detector = Create(fake.BaseUrl);

        await detector.StartAsync(CancellationToken);

        Assert.Equal("gpt-4o", detector.FoundModel);
        await detector.StopAsync(CancellationToken);
    }

    [Theory, InlineData("Production", null), InlineData("Development", "http://elsewhere:1")]
    public async Task Start_NotWanted_DoesNotLook(string environment, string? baseUrl)
    {
        await using var fake = await FakeLlmServer.StartAsync(cancellationToken: CancellationToken);
        using var detector = Create(fake.BaseUrl, environment, baseUrl);

        await detector.StartAsync(CancellationToken);

        Assert.Null(detector.FoundModel);
        Assert.Equal(0, _time.PendingTimers);
    }

    [Fact]
    public async Task Start_ServerAcceptsButSaysNothing_GoesOnAfter300Milliseconds()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var detector = Create(new Uri($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}"));

        var start = detector.StartAsync(CancellationToken);
        Assert.False(start.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(300));
        await start.WaitAsync(TimeSpan.FromSeconds(10), CancellationToken);

        Assert.Null(detector.FoundModel);
        await detector.StopAsync(CancellationToken);
    }

    [Fact]
    public async Task Run_ServerGoes_IsNoticedWithinAMinute()
    {
        var fake = await FakeLlmServer.StartAsync(cancellationToken: CancellationToken);
        using var detector = Create(fake.BaseUrl);
        await detector.StartAsync(CancellationToken);

        await fake.DisposeAsync();
        _time.Advance(Minute);
        await _log.WaitForAsync("no longer answers", CancellationToken);

        Assert.Null(detector.FoundModel);
        await detector.StopAsync(CancellationToken);
    }

    private OllamaDetector Create(Uri address, string environment = "Development", string? baseUrl = null) =>
        new(Options.Create(new OllamaOptions { BaseUrl = baseUrl }), new HostingEnvironment { EnvironmentName = environment }, _http, _time, _log)
        {
            Address = address,
        };
}
