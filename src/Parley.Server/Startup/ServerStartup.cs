using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Options;
using Parley.Errors;
using Parley.Integrations;
using Parley.Integrations.Configuration;
using Parley.Server.Endpoints;

namespace Parley.Server.Startup;

/// <summary>Settings before the host is built, checks before it serves, and the sentence that says where it is.</summary>
internal static partial class ServerStartup
{
    /// <summary>What is read of a body beyond the limit, to be able to say that it is too large.</summary>
    private const int MaxDrainedBytes = 32 * 1024 * 1024;

    private const string UnusedKey = "Server:UnusedSettings";

    // What a person who starts Parley wants to read; APP_LOG_LEVEL and Logging__LogLevel__* change it.
    private static readonly Dictionary<string, string?> Defaults = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        ["Logging:LogLevel:System"] = "Warning",
        // The page for developers would say again what we and Kestrel have said.
        ["Logging:LogLevel:Microsoft.AspNetCore.Diagnostics"] = "None",
    };

    /// <exception cref="StartupException">A setting is wrong.</exception>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var settings = ParleySettings.Load(Directory.GetCurrentDirectory());
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // Else a watcher of the working directory would wake up at every write to the database below it.
            Args = ["--hostBuilder:reloadConfigOnChange=false", .. args],
            EnvironmentName = settings.Values.GetValueOrDefault("Server:Environment") ?? Environments.Development,
            WebRootPath = PageFiles.Directory,
        });
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        builder.Configuration.AddInMemoryCollection(settings.Values);
        builder.Configuration[UnusedKey] = string.Join(", ", settings.Unused);
        builder.Services.AddOptions<ServerOptions>().BindConfiguration("Server").ValidateDataAnnotations().ValidateOnStart();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.WebHost.ConfigureKestrel(Listen);

        // A token is written on the thread that has it: nothing here blocks, and each hand-over would cost more than the token.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        return builder;
    }

    private static void Listen(WebHostBuilderContext context, KestrelServerOptions kestrel)
    {
        var options = context.Configuration.GetSection("Server").Get<ServerOptions>() ?? new();
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MaxDrainedBytes + options.MaxBodyBytes;
        kestrel.Listen(IPAddress.Loopback, options.Port);
        if (options.Port != 0 && Socket.OSSupportsIPv6)
        {
            kestrel.Listen(IPAddress.IPv6Loopback, options.Port);
        }
    }

    public static async Task RunParleyAsync(this WebApplication app)
    {
        CheckPort(ValidOptions(app).Port);
        await ParleyStartup.PrepareAsync(app.Services, CancellationToken.None);
        await app.StartAsync();
        Announce(app);
        await FirstOwner.AnnounceAsync(app, CancellationToken.None);
        await app.WaitForShutdownAsync();
    }

    private static ServerOptions ValidOptions(WebApplication app)
    {
        try
        {
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            return app.Services.GetRequiredService<IOptions<ServerOptions>>().Value;
        }
        catch (OptionsValidationException e)
        {
            throw new StartupException($"Parley cannot start, because a setting is wrong.\n  {string.Join("\n  ", e.Failures)}", e);
        }
    }

    // Asked before anything else, because the host would answer with a stack trace.
    private static void CheckPort(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
        }
        catch (SocketException e)
        {
            throw new StartupException($"Parley cannot listen on port {port}: {e.Message.TrimEnd('.')}. Stop the program that uses it, or set APP_PORT to another port.", e);
        }
    }

    private static void Announce(WebApplication app)
    {
        if (app.Configuration[UnusedKey] is { Length: > 0 } unused)
        {
            LogUnused(app.Logger, unused);
        }

        var port = new Uri(app.Urls.First()).Port;
        Console.WriteLine($"Parley is ready: http://localhost:{port}  (stop it with Ctrl-C)");
    }

    [LoggerMessage(LogLevel.Warning, "These settings are set, but this version of Parley does not act on them yet: {Names}")]
    private static partial void LogUnused(ILogger logger, string names);
}
