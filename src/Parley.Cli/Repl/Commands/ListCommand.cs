using System.Globalization;
using Parley.Cli.Conversations;
using Parley.Cli.Terminal;

namespace Parley.Cli.Repl.Commands;

internal sealed class ListCommand(ConversationStore conversations) : IReplCommand
{
    private const int Limit = 20;

    public string Name => "/list";

    public string Arguments => "";

    public string Summary => "list the conversations used last";

    public async Task<bool> RunAsync(string arguments, ReplContext context, CancellationToken cancellationToken)
    {
        var listed = await conversations.ListAsync(Limit, cancellationToken);
        context.Session.Listed = listed;
        if (listed.Count == 0)
        {
            context.Screen.Note("There is no conversation yet.");
        }

        for (var i = 0; i < listed.Count; i++)
        {
            var mark = listed[i].Id == context.Session.Conversation?.Id ? '*' : ' ';
            var time = listed[i].UpdatedAt.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            context.Screen.Line($"{mark}{i + 1,3}  {time}  {TerminalText.OneLine(listed[i].Title)}");
        }

        return true;
    }
}
