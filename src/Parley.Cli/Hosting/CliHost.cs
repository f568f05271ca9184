using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Parley.Chat;
using Parley.Cli.Audit;
using Parley.Cli.Conversations;
using Parley.Cli.Turns;
using Parley.Errors;
using Parley.Integrations;
using Parley.Integrations.Configuration;
using Parley.Jobs;

namespace Parley.Cli.Hosting;

/// <summary>Parley without a web server: the same settings, the same database, the same turns.</summary>
internal static class CliHost
{
    /// <exception cref="StartupException">A settings file is broken.</exception>
    public static HostApplicationBuilder CreateBuilder(ParleySettings settings, LogLines log)
    {
        // The defaults would watch settings files and end the program on Ctrl-C.
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        AddSettings(builder.Configuration, settings);
        builder.Logging.AddProvider(new LogLineProvider(log)).SetMinimumLevel(LogLevel.Warning);

        // That a turn failed is its reader's to say, and is said once.
        builder.Logging.AddFilter(typeof(TurnRunner).FullName, LogLevel.None);
        builder.Services.AddSingleton<IHostLifetime, CliLifetime>();
        builder.Services.AddParley();

        // Work that waits is a server's; a command does what it was asked for and ends.
        builder.Services.Configure<JobOptions>(options => options.Enabled = false);
        builder.Services.AddSingleton<CallerScopes>().AddSingleton<ConversationStore>();
        builder.Services.AddSingleton<TrailScopes>();
        builder.Services.AddSingleton<TurnClient>().AddSingleton<ModelChoices>();
        return builder;
    }

    /// <exception cref="StartupException">Parley cannot start.</exception>
    public static async Task StartParleyAsync(this IHost host, CancellationToken cancellationToken)
    {
        try
        {
            await ParleyStartup.PrepareAsync(host.Services, cancellationToken);
            await host.StartAsync(cancellationToken);
        }
        catch (OptionsValidationException e)
        {
            throw new StartupException($"Parley cannot start, because a setting is wrong.\n  {string.Join("\n  ", e.Failures)}", e);
        }
    }

    private static void AddSettings(ConfigurationManager configuration, ParleySettings settings)
    {
        var environment = settings.Values.GetValueOrDefault("Server:Environment") ?? "development";
        try
        {
            configuration.SetBasePath(Directory.GetCurrentDirectory())
                .AddJsonFile("appsettings.json", optional: true, reloadOnChange: false)
                .AddJsonFile($"appsettings.{environment}.json", optional: true, reloadOnChange: false);
        }
        catch (InvalidDataException e)
        {
            throw new StartupException($"Parley cannot start: {e.Message} {e.InnerException?.Message}", e);
        }

        configuration.AddEnvironmentVariables().AddInMemoryCollection(settings.Values.Where(value => !IsLogging(value.Key)));
    }

    // APP_LOG_LEVEL is the server's: at a prompt only warnings and errors may speak.
    private static bool IsLogging(string key) => key.StartsWith("Logging:", StringComparison.Ordinal);
}
