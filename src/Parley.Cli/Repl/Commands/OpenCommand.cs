using System.Globalization;
using Parley.Cli.Conversations;

namespace Parley.Cli.Repl.Commands;

internal sealed class OpenCommand(ConversationStore conversations) : IReplCommand
{
    /// <summary>Messages shown on opening: a question and its answer, enough to find back into it.</summary>
    private const int Shown = 2;

    public string Name => "/open";

    public string Arguments => "N";

    public string Summary => "go on with conversation N of /list, or with an id";

    public async Task<bool> RunAsync(string arguments, ReplContext context, CancellationToken cancellationToken)
    {
        var id = arguments;
        if (int.TryParse(arguments, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            id = await FindAsync(number, context, cancellationToken);
        }
        else if (arguments.Length == 0)
        {
            throw new UsageException("Say which: /open N, with N from /list.");
        }

        var transcript = await conversations.ReadAsync((await conversations.FindAsync(id, cancellationToken)).Id, cancellationToken);
        context.Session.Open(transcript.Conversation);
        HistoryCommand.Show(context.Screen, transcript.Entries.TakeLast(Shown));
        var model = context.Session.Model;
        context.Screen.Note($"Going on with: {transcript.Conversation.Title} · {transcript.Entries.Count} messages · {model.Provider.Name}/{model.Model} answers");
        return true;
    }

    private async Task<string> FindAsync(int number, ReplContext context, CancellationToken cancellationToken)
    {
        var listed = context.Session.Listed is { Count: > 0 } known ? known : await conversations.ListAsync(number, cancellationToken);
        return number >= 1 && number <= listed.Count
            ? listed[number - 1].Id.ToString()
            : throw new UsageException($"There is no conversation {number}. /list shows them.");
    }
}
