using System.CommandLine;
using Parley.Cli.Secrets;
using Parley.Cli.Terminal;

namespace Parley.Cli.Commands;

/// <summary><c>parley secrets</c>.</summary>
internal static class SecretsCommand
{
    public static Command Create(Screen screen)
    {
        var status = new Command("status", "Say which keys the stored secrets are encrypted with.");
        status.SetAction((_, _) => CliProgram.RunAsync(screen, (services, interrupts, _) => services.Create<SecretStatus>(screen).RunAsync(interrupts.Ended)));
        var rotate = new Command("rotate", "Encrypt every stored secret anew with APP_SECRET_KEY. Those that APP_SECRET_KEY_PREVIOUS encrypted are read for the last time.");
        rotate.SetAction((_, _) => CliProgram.RunAsync(screen, (services, interrupts, _) => services.Create<SecretChange>(screen).RunAsync(interrupts.Ended)));
        var command = new Command("secrets", "Change the key that stored secrets are encrypted with.");
        command.Subcommands.Add(status);
        command.Subcommands.Add(rotate);
        return command;
    }
}
