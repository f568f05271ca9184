using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Cli.Commands;
using Parley.Cli.Hosting;
using Parley.Cli.Terminal;
using Parley.Cli.Turns;
using Parley.Data;
using Parley.Errors;
using Parley.Integrations.Configuration;
using Parley.Models;

namespace Parley.Cli.Doctor;

/// <summary>Checks one thing after the other, and says each on a line.</summary>
internal static class DoctorRunner
{
    private const string SettingsSubject = "settings";

    public static async Task<int> RunAsync(Screen screen, CancellationToken cancellationToken)
    {
        var failures = 0;
        screen.Line($"parley {ParleyCommand.Version}");
        await foreach (var result in CheckAsync(cancellationToken))
        {
            failures += result.Status is CheckStatus.Failed ? 1 : 0;
            Show(screen, result);
        }

        screen.Line(failures == 0 ? "All is well." : failures == 1 ? "One check failed." : $"{failures} checks failed.");
        return failures == 0 ? ExitCode.Ok : ExitCode.Error;
    }

    private static async IAsyncEnumerable<CheckResult> CheckAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (services, settings) = Load();
        yield return settings;
        if (services is null)
        {
            yield break;
        }

        await using (services)
        {
            yield return StorageChecks.CheckDirectory(services.GetRequiredService<IOptions<StorageOptions>>().Value.DataDir);
            yield return await StorageChecks.CheckDatabaseAsync(services.GetRequiredService<IDatabase>(), cancellationToken);
            var providers = services.GetRequiredService<IEnumerable<IModelProvider>>();
            foreach (var result in await ProviderChecks.CheckAsync(providers, services.GetRequiredService<ModelDirectory>(), cancellationToken))
            {
                yield return result;
            }

            yield return CheckDefault(services);
        }
    }

    // Options are checked when they are first used, so they are used here.
    private static (ServiceProvider? Services, CheckResult Result) Load()
    {
        try
        {
            var settings = ParleySettings.Load(Directory.GetCurrentDirectory());
            var builder = CliHost.CreateBuilder(settings, new LogLines(_ => { }));
            var services = builder.Services.BuildServiceProvider();
            services.GetService<IStartupValidator>()?.Validate();
            var file = File.Exists(".env") ? "with .env" : "no .env here";
            var unused = settings.Unused.Count == 0 ? "" : $"; not used by this version: {string.Join(", ", settings.Unused)}";
            return (services, CheckResult.Ok(SettingsSubject, $"{settings.Values.Count} set, {file}{unused}"));
        }
        catch (StartupException e)
        {
            return (null, CheckResult.Failed(SettingsSubject, e.Message));
        }
        catch (OptionsValidationException e)
        {
            return (null, CheckResult.Failed(SettingsSubject, string.Join(" ", e.Failures)));
        }
    }

    private static CheckResult CheckDefault(IServiceProvider services)
    {
        var models = services.Create<ModelChoices>();
        if (models.DefaultProblem is { } problem)
        {
            return CheckResult.Failed("default", problem);
        }

        try
        {
            var current = models.Current(new(null, null), null);
            return CheckResult.Ok("default", $"{current.Provider.Name}/{current.Model} answers");
        }
        catch (AppException e)
        {
            return CheckResult.Failed("default", e.Message);
        }
    }

    private static void Show(Screen screen, CheckResult result)
    {
        var (word, style) = result.Status switch
        {
            CheckStatus.Ok => ("ok    ", screen.Style.Good),
            CheckStatus.Failed => ("failed", screen.Style.Bad),
            _ => ("-     ", (Func<string, string>)screen.Style.Dim),
        };
        screen.WriteStyled($"{style(word)}  {result.Subject,-14}  {TerminalText.OneLine(result.Text)}\n");
    }
}
