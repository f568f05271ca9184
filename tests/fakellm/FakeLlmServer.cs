using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FakeLlm;

/// <summary>The fake, listening on loopback: in a process of its own or inside a test.</summary>
public sealed class FakeLlmServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Wheel _wheel;
    private readonly Counters _counters;
    private readonly Recorder _recorder;

    private FakeLlmServer(WebApplication app, Wheel wheel, Counters counters, Recorder recorder)
    {
        (_app, _wheel, _counters, _recorder) = (app, wheel, counters, recorder);
        var addresses = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        BaseUrl = new Uri(addresses.Addresses.First());
    }

    /// <summary>Without a path: every dialect has its own below it.</summary>
    public Uri BaseUrl { get; }

    public FakeLlmStats Stats => _counters.Snapshot();

    /// <summary>The last requests, oldest first.</summary>
    public IReadOnlyList<RecordedRequest> Requests => _recorder.All;

    /// <summary>The text that the mode <c>utf8</c> answers with.</summary>
    public static string Utf8Text => Words.Utf8Text;

    /// <summary>The text of an answer of so many tokens.</summary>
    public static string Text(int tokens) => Words.All(tokens);

    /// <summary>Starts on a free port and keeps the last 1,000 requests, unless told otherwise.</summary>
    public static async Task<FakeLlmServer> StartAsync(FakeLlmOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new FakeLlmOptions { Port = 0, Record = 1000 };
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [] });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, options));
        builder.WebHost.UseSockets(sockets => sockets.Backlog = 4096);
        var app = builder.Build();
        var (wheel, counters, recorder) = (new Wheel(), new Counters(), new Recorder(options.Record));
        app.Run(new Router(options, wheel, counters, recorder).HandleAsync);
        await app.StartAsync(cancellationToken);
        return new FakeLlmServer(app, wheel, counters, recorder);
    }

    /// <summary>Waits until a client has left one more of its answers unread. False when none did in time.</summary>
    public Task<bool> WaitForAbortAsync(TimeSpan patience, CancellationToken cancellationToken) =>
        _counters.Aborts.WaitAsync(patience, cancellationToken);

    /// <summary>Waits until one more request has been read. False when none was in time.</summary>
    public Task<bool> WaitForRequestAsync(TimeSpan patience, CancellationToken cancellationToken) =>
        _counters.Requests.WaitAsync(patience, cancellationToken);

    public Task WaitForShutdownAsync() => _app.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _wheel.Dispose();
        _counters.Dispose();
    }

    private static void Configure(KestrelServerOptions kestrel, FakeLlmOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MaxRequestBodySize = 64 << 20;
        kestrel.Limits.Http2.MaxStreamsPerConnection = 1000;
        kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        if (options.H2Port > 0)
        {
            kestrel.Listen(IPAddress.Loopback, options.H2Port, listen => listen.Protocols = HttpProtocols.Http2);
        }
    }
}
