using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts.Links;
using Parley.Cli.Terminal;

namespace Parley.Cli.Commands;

/// <summary><c>parley owner-link</c>: the way in for whoever runs the machine.</summary>
internal static class OwnerLinkCommand
{
    public const string Examples = """
        Examples:
          parley owner-link
          parley owner-link --email ada@example.com

        The link serves once. It needs the database, and no running server.
        """;

    public static Command Create(Screen screen)
    {
        var email = new Option<string?>("--email") { Description = "Which owner, where there are several.", HelpName = "address" };
        var command = new Command("owner-link", "Print a link that makes the first owner, or lets an owner choose a new password.") { email };
        command.SetAction((parsed, _) => CliProgram.RunAsync(screen, async (services, interrupts, log) =>
        {
            await using var scope = services.CreateAsyncScope();
            var made = await scope.ServiceProvider.GetRequiredService<OwnerLinks>().MakeAsync(parsed.GetValue(email), interrupts.Ended);
            screen.Note(made.Link.Purpose is LinkPurpose.OwnerSetup ? "Nobody has an account yet. This link makes the owner:" : "With this link the owner chooses a new password; all their sign-ins end:");
            screen.Line(made.Url);
            screen.Note($"It serves once, until {made.Link.ExpiresAt:yyyy-MM-dd HH:mm} UTC.");
            return ExitCode.Ok;
        }));
        return command;
    }
}
