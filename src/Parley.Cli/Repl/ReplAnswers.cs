using Parley.Chat;
using Parley.Cli.Hosting;
using Parley.Cli.Terminal;
using Parley.Cli.Turns;

namespace Parley.Cli.Repl;

/// <summary>Sends messages and prints the answers. Ctrl-C stops the answer, and nothing else.</summary>
internal sealed class ReplAnswers(TurnClient turns, ReplSession session, Screen screen, Interrupts interrupts, bool interactive)
{
    /// <summary>Whether the last answer failed: what a script that pipes into the chat wants to know at the end.</summary>
    public bool LastFailed { get; private set; }

    public Task SendAsync(string message, CancellationToken cancellationToken) => AnswerAsync(new() { Message = message }, cancellationToken);

    /// <summary>Answers the last message anew.</summary>
    public Task RetryAsync(CancellationToken cancellationToken) => AnswerAsync(new() { Regenerates = true }, cancellationToken);

    private async Task AnswerAsync(TurnRequest request, CancellationToken cancellationToken)
    {
        LastFailed = true;
        var turn = await turns.StartAsync(
            request with { ConversationId = session.Conversation?.Id, Provider = session.Choice.Provider, Model = session.Choice.Model },
            cancellationToken);
        session.Follow(turn, turn.Running?.Title ?? session.Conversation?.Title ?? ConversationTitle.Untitled);
        var printer = new AnswerPrinter(screen, interactive && screen.Style.IsEnabled);
        printer.Begin();
        TurnAnswer answer;
        using (interrupts.OnInterrupt(() => turn.Running?.Stop()))
        {
            try
            {
                answer = await TurnClient.FollowAsync(turn, printer.Print, interrupts.Ended);
            }
            finally
            {
                printer.End();
            }
        }

        Report(answer);
    }

    private void Report(TurnAnswer answer)
    {
        if (answer.Completed is not { } done)
        {
            screen.Error(answer.Problem?.Detail ?? "The answer broke off.");
            if (answer.Problem?.Retryable is true && interactive)
            {
                screen.Note("/retry asks again.");
            }

            return;
        }

        LastFailed = false;
        if (AnswerEnding.Remark(done) is { } remark)
        {
            screen.Note(remark);
        }

        screen.Note(AnswerEnding.Summary(done));
    }
}
