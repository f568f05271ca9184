using System.CommandLine;
using Parley.Cli.Repl;
using Parley.Cli.Terminal;

namespace Parley.Cli.Commands;

/// <summary><c>parley chat</c>.</summary>
internal static class ChatCommand
{
    public const string Examples = """
        Examples:
          parley chat
          parley chat --continue
          parley chat --model openai/gpt-4o-mini

        In the chat, /help lists the commands, Ctrl-C stops an answer, and exit or Ctrl-D leaves.
        """;

    public static Command Create(Screen screen)
    {
        var models = new ModelOptionSet();
        var conversation = new Option<string?>("--conversation") { Description = "Go on with the conversation of that id.", HelpName = "id" };
        var goOn = new Option<bool>("--continue", "-c") { Description = "Go on with the conversation used last." };
        var command = new Command("chat", "Talk with the assistant.")
        {
            conversation, goOn,
        };
        models.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(conversation) is not null && result.GetValue(goOn))
            {
                result.AddError("Give --conversation or --continue, not both.");
            }
        });
        command.SetAction((parsed, _) => CliProgram.RunAsync(screen, (services, interrupts, log) =>
        {
            var start = new ReplStart(
                parsed.GetValue(models.Provider), parsed.GetValue(models.Model), parsed.GetValue(conversation), parsed.GetValue(goOn));
            return services.Create<ReplLoop>(screen, interrupts, log).RunAsync(start);
        }));
        return command;
    }
}
