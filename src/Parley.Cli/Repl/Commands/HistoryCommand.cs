using Parley.Cli.Conversations;
using Parley.Cli.Terminal;

namespace Parley.Cli.Repl.Commands;

internal sealed class HistoryCommand(ConversationStore conversations) : IReplCommand
{
    public string Name => "/history";

    public string Arguments => "";

    public string Summary => "show this conversation from its start";

    public async Task<bool> RunAsync(string arguments, ReplContext context, CancellationToken cancellationToken)
    {
        if (context.Session.Conversation is not { } conversation)
        {
            context.Screen.Note("Nothing was said yet.");
            return true;
        }

        Show(context.Screen, (await conversations.ReadAsync(conversation.Id, cancellationToken)).Entries);
        return true;
    }

    public static void Show(Screen screen, IEnumerable<TranscriptEntry> entries)
    {
        foreach (var entry in entries)
        {
            var who = entry.IsUser ? "You" : entry.Turn is { } turn ? $"{turn.Provider}/{turn.Model}" : "Assistant";
            screen.WriteStyled(screen.Style.Bold(TerminalText.OneLine(who)) + "\n");
            screen.Line(entry.Message.Content.TrimEnd());
            if (entry.Flaw is { } flaw)
            {
                screen.Note($"({flaw})");
            }

            screen.Line();
        }
    }
}
