using Parley.Chat;
using Parley.Cli.Hosting;
using Parley.Cli.Terminal;
using Parley.Cli.Turns;
using Parley.Errors;

namespace Parley.Cli.Ask;

/// <summary>Asks one question: the answer goes to the output, everything else beside it.</summary>
internal sealed class AskRunner(TurnClient turns, ModelChoices models, Screen screen, Interrupts interrupts)
{
    public async Task<int> RunAsync(AskRequest request, string message)
    {
        try
        {
            return await AnswerAsync(request, message);
        }
        catch (AppException e) when (request.Json)
        {
            screen.Line(AskJson.Write(Problem.From(e), ""));
            throw;
        }
    }

    private async Task<int> AnswerAsync(AskRequest request, string message)
    {
        var choice = models.Parse(request.Provider, request.Model);
        if (choice.Provider is null && models.DefaultProblem is { } problem)
        {
            screen.Note(problem);
        }

        var turn = await turns.StartAsync(
            new TurnRequest
            {
                Message = message,
                Provider = choice.Provider,
                Model = choice.Model,
                Temperature = request.Temperature,
                MaxTokens = request.MaxTokens,
            },
            interrupts.Ended);
        var report = new AskReport(screen, request.Json);
        using (interrupts.OnInterrupt(() => turn.Running?.Stop()))
        {
            return report.End(await TurnClient.FollowAsync(turn, report.Print, interrupts.Ended));
        }
    }
}
