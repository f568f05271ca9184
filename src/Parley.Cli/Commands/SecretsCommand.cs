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
        var retire = new Option<bool>("--retire") { Description = "Refuse from now on what earlier keys signed." };
        var signing = new Command("rotate-signing-key", "Make a new key for access tokens before its time, as when the present one may be known to others.") { retire };
        signing.SetAction((parsed, _) => CliProgram.RunAsync(screen, (services, interrupts, _) =>
            services.Create<SigningKeyChange>(screen).RunAsync(parsed.GetValue(retire), interrupts.Ended)));
        return new Command("secrets", "Change the keys that stored secrets are encrypted with, and that sign access tokens.") { status, rotate, signing };
    }
}
