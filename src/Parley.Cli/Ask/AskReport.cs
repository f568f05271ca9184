using Parley.Chat;
using Parley.Cli.Terminal;
using Parley.Cli.Turns;

namespace Parley.Cli.Ask;

/// <summary>Prints the answer to one question, as it comes or as one object at its end.</summary>
internal sealed class AskReport(Screen screen, bool json)
{
    private readonly AnswerPrinter _printer = new(screen, showWaiting: false);

    public void Print(TurnEvent item)
    {
        if (!json)
        {
            _printer.Print(item);
        }
    }

    /// <summary>No more comes of what was begun.</summary>
    public void Break() => _printer.End();

    /// <returns>The exit code.</returns>
    public int End(TurnAnswer answer)
    {
        _printer.End();
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
