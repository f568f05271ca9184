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
        var printer = new AnswerPrinter(screen, showWaiting: false);
        using (interrupts.OnInterrupt(() => turn.Running?.Stop()))
        {
            var answer = await TurnClient.FollowAsync(turn, item => Print(printer, item, request.Json), interrupts.Ended);
            return Report(answer, printer, request.Json);
        }
    }

    private static void Print(AnswerPrinter printer, TurnEvent item, bool json)
    {
        if (!json)
        {
            printer.Print(item);
        }
    }

    private int Report(TurnAnswer answer, AnswerPrinter printer, bool json)
    {
        printer.End();
        if (json)
        {
            screen.Line(AskJson.Write(answer));
        }

        if (answer.Completed is not { } done)
        {
            screen.Error(answer.Problem?.Detail ?? "The answer broke off.");
            return ExitCode.Error;
        }

        if (AnswerEnding.Remark(done) is { } remark)
        {
            screen.Note(remark);
        }

        return done.FinishReason is "cancelled" ? ExitCode.Interrupted : ExitCode.Ok;
    }
}
