using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Parley.Cli.Commands;
using Parley.Cli.Hosting;
using Parley.Cli.Terminal;
using Parley.Errors;
using Parley.Integrations.Configuration;

namespace Parley.Cli;

/// <summary>What all commands have in common: a host around the work, and one clear line when something goes wrong.</summary>
internal static class CliProgram
{
    public static async Task<int> MainAsync(string[] args)
    {
        var screen = Screen.Open();
        try
        {
            return await ParleyCommand.RunAsync(screen, args);
        }
        catch (OutputClosedException)
        {
            return ExitCode.Ok;
        }
        catch (UsageException e)
        {
            screen.Error(e.Message);
            return ExitCode.Usage;
        }
        catch (Exception e)
        {
            screen.Error(Describe(e));
            return ExitCode.Error;
        }
    }

    /// <summary>Runs the work in a started host, and ends the host whatever happens.</summary>
    public static Task<int> RunAsync(Screen screen, Func<IServiceProvider, Interrupts, LogLines, Task<int>> work) =>
        RunAsync(screen, ParleySettings.Load(Directory.GetCurrentDirectory()), work);

    public static async Task<int> RunAsync(Screen screen, ParleySettings settings, Func<IServiceProvider, Interrupts, LogLines, Task<int>> work)
    {
        using var interrupts = new Interrupts();
        var log = new LogLines(line => screen.Note($"parley: {line}"));
        try
        {
            using var host = CliHost.CreateBuilder(settings, log).Build();
            await host.StartParleyAsync(interrupts.Ended);
            try
            {
                return await work(host.Services, interrupts, log);
            }
            finally
            {
                await host.StopAsync(CancellationToken.None);
                log.Release();
            }
        }
        catch (OperationCanceledException) when (interrupts.Ended.IsCancellationRequested)
        {
            return interrupts.ExitCode;
        }
    }

    /// <summary>What a person is told about a failure: what happened and what to do, on one line where it is one thing.</summary>
    public static string Describe(Exception error) => error switch
    {
        AppException or StartupException or UsageException => error.Message,
        DbException => $"The database failed: {error.Message.TrimEnd('.')}. 'parley doctor' checks it.",
        IOException => $"Reading or writing failed: {error.Message}",
        _ => $"Something went wrong inside Parley: {error.GetType().Name}: {error.Message} 'parley doctor' may tell more.",
    };

    /// <summary>Makes an object from the services and from what only the command knows.</summary>
    public static T Create<T>(this IServiceProvider services, params object[] known) => ActivatorUtilities.CreateInstance<T>(services, known);
}
