using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Parley.Errors;
using Parley.Integrations;
using Parley.Integrations.Configuration;

namespace Parley.Server.Startup;

/// <summary>Settings before the host is built, checks before it serves, and the sentence that says where it is.</summary>
internal static partial class ServerStartup
{
    private const string UnusedKey = "Server:UnusedSettings";

    public static void AddServerSettings(this WebApplicationBuilder builder)
    {
        var unused = builder.Configuration.AddParleySettings(Directory.GetCurrentDirectory());
        builder.Configuration[UnusedKey] = string.Join(", ", unused);
        builder.Environment.EnvironmentName = builder.Configuration["Server:Environment"] ?? Environments.Development;
        builder.Services.AddOptions<ServerOptions>().BindConfiguration("Server").ValidateDataAnnotations().ValidateOnStart();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.WebHost.ConfigureKestrel((context, kestrel) =>
        {
            var options = context.Configuration.GetSection("Server").Get<ServerOptions>() ?? new();
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxBodyBytes;
            kestrel.Listen(IPAddress.Loopback, options.Port);
            if (options.Port != 0 && System.Net.Sockets.Socket.OSSupportsIPv6)
            {
                kestrel.Listen(IPAddress.IPv6Loopback, options.Port);
            }
        });
    }

    public static async Task RunParleyAsync(this WebApplication app)
    {
        await ParleyStartup.PrepareAsync(app.Services, CancellationToken.None);
        try
        {
            await app.StartAsync();
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            var port = app.Services.GetRequiredService<IOptions<ServerOptions>>().Value.Port;
            throw new StartupException($"Parley cannot listen on port {port}, because another program does. Stop that program, or set APP_PORT to another port.", e);
        }
        catch (OptionsValidationException e)
        {
            throw new StartupException($"Parley cannot start, because a setting is wrong.\n  {string.Join("\n  ", e.Failures)}", e);
        }

        Announce(app);
        await app.WaitForShutdownAsync();
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
