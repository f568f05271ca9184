using System.Net;
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
        StartRecord.Remember(builder.Configuration, settings);
        builder.Services.AddOptions<ServerOptions>().BindConfiguration("Server").ValidateDataAnnotations().ValidateOnStart();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);

        // Whatever the settings say: it would write whole addresses, and with them what people wrongly put there.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(Listener.Configure);

        // A token is written on the thread that has it: nothing here blocks, and each hand-over would cost more than the token.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        return builder;
    }

    public static async Task RunParleyAsync(this WebApplication app)
    {
        var options = ValidOptions(app);
        ExposureChecks.Run(app.Services);
        SharedSecretCheck.Run(app.Services);
        Listener.Check(options);
        await ParleyStartup.PrepareAsync(app.Services, CancellationToken.None);
        await StartRecord.WriteAsync(app);
        await app.StartAsync();
        Announce(app, options);
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

    private static void Announce(WebApplication app, ServerOptions options)
    {
        if (app.Configuration[UnusedKey] is { Length: > 0 } unused)
        {
            LogUnused(app.Logger, unused);
        }

        if (options is { IsLoopback: false, PublicUrl: null })
        {
            LogNoPublicUrl(app.Logger, options.Host);
        }

        Console.WriteLine($"Parley is ready: {options.PublicUrl ?? LocalUrl(app)}  (stop it with Ctrl-C)");
    }

    // What can be typed into a browser of this machine, where it listens on its every address.
    private static string LocalUrl(WebApplication app)
    {
        var url = new Uri(app.Urls.First());
        var host = IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && !IPAddress.IsLoopback(address) && !IPAddress.Any.Equals(address) && !IPAddress.IPv6Any.Equals(address)
            ? url.Host : "localhost";
        return $"{url.Scheme}://{host}:{url.Port}";
    }

    [LoggerMessage(LogLevel.Warning, "Parley listens on {Host}, but APP_PUBLIC_URL is not set: requests that name any host but localhost are refused")]
    private static partial void LogNoPublicUrl(ILogger logger, string host);

    [LoggerMessage(LogLevel.Warning, "These settings are set, but this version of Parley does not act on them yet: {Names}")]
    private static partial void LogUnused(ILogger logger, string names);
}
