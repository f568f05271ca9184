using Parley.Cli.Ask;
using Parley.Cli.Hosting;
using Parley.Cli.Terminal;
using Parley.Errors;

namespace Parley.Cli.Remote;

/// <summary>Asks one question of a server: needs neither settings nor a database here.</summary>
internal sealed class RemoteAskRunner(RemoteServer server, Screen screen)
{
    public async Task<int> RunAsync(AskRequest request, string message)
    {
        using var interrupts = new Interrupts();
        var report = new AskReport(screen, request.Json);
        try
        {
            return report.End(await server.AskAsync(request, message, report.Print, interrupts.Ended));
        }
        catch (OperationCanceledException) when (interrupts.Ended.IsCancellationRequested)
        {
            report.Break();
            return interrupts.ExitCode;
        }
        catch (AppException e)
        {
            report.Break();
            if (request.Json)
            {
                screen.Line(AskJson.Write(Problem.From(e), ""));
            }

            throw;
        }
    }
}
