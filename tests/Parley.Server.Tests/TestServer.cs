using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Models;
using Parley.Testing.Models;

namespace Parley.Server.Tests;

/// <summary>The real host on a real socket of a free port, with its data in a temporary directory and a scripted model.</summary>
public sealed class TestServer : WebApplicationFactory<Program>
{
    private readonly string _directory = Directory.CreateTempSubdirectory("parley-server-").FullName;
    private readonly Dictionary<string, string> _settings = [];

    private readonly TimeProvider _clock;
    private readonly ILoggerProvider? _log;

    public TestServer(params (string Key, string Value)[] settings)
        : this(TimeProvider.System, settings)
    {
    }

    public TestServer(TimeProvider clock, params (string Key, string Value)[] settings)
        : this(clock, null, settings)
    {
    }

    /// <param name="log">Takes everything that is logged.</param>
    public TestServer(ILoggerProvider log, params (string Key, string Value)[] settings)
        : this(TimeProvider.System, log, settings)
    {
    }

    private TestServer(TimeProvider clock, ILoggerProvider? log, (string Key, string Value)[] settings)
    {
        (_clock, _log) = (clock, log);
        foreach (var (key, value) in settings)
        {
            _settings[key] = value;
        }

        UseKestrel();
        StartServer();
    }

    public ScriptedProvider Model { get; } = new();

    /// <summary>A client that hangs up at once when a response is disposed, as a closed tab does.</summary>
    public HttpClient Client => field ??= NewClient();

    /// <summary>Another such client, that shares neither connections nor headers.</summary>
    public HttpClient NewClient() =>
        new(new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.Zero, UseCookies = false }) { BaseAddress = new Uri(ClientOptions.BaseAddress, "/api/v1/") };

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Storage:DataDir", _directory);
        builder.UseSetting("Server:Port", "0");
        builder.UseSetting("Models:DefaultProvider", Model.Name);
        builder.UseSetting("Logging:LogLevel:Default", "Error");
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services => services.AddSingleton(_clock).AddSingleton<IModelProvider>(Model));
        if (_log is not null)
        {
            builder.ConfigureLogging(logging => logging.AddProvider(_log));
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }
}
