using Parley.Cli.Conversations;

namespace Parley.Cli.Repl.Commands;

internal sealed class ExportCommand(ConversationStore conversations) : IReplCommand
{
    public string Name => "/export";

    public string Arguments => "[file.md|file.json] [--force]";

    public string Summary => "write this conversation to a file; --force writes over one";

    public async Task<bool> RunAsync(string arguments, ReplContext context, CancellationToken cancellationToken)
    {
        if (context.Session.Conversation is not { } conversation)
        {
            throw new UsageException("There is nothing to export yet.");
        }

        var transcript = await conversations.ReadAsync(conversation.Id, cancellationToken);
        var written = await ExportFile.Parse(arguments, transcript.Conversation.Title).WriteAsync(transcript, cancellationToken);
        context.Screen.Note($"Written to {written}");
        return true;
    }
}
