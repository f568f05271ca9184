using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Parley.Cli.Audit;
using Parley.Cli.Terminal;

namespace Parley.Cli.Commands;

/// <summary><c>parley audit</c>.</summary>
internal static class AuditCommand
{
    public const string Examples = """
        Examples:
          parley audit list --limit 100
          parley audit export --format csv --from 2026-11-01 > audit.csv
          parley audit verify

        It works on the database directly, so the server need not run. 'verify' ends with 1 when something is wrong.
        """;

    public static Command Create(Screen screen)
    {
        var command = new Command("audit", "Look at the trail of what was done, take it away, and check that nobody has changed it.");
        command.Subcommands.Add(Verify(screen));
        command.Subcommands.Add(List(screen));
        command.Subcommands.Add(Export(screen));
        command.Subcommands.Add(RotateKey(screen));
        return command;
    }

    private static Command Verify(Screen screen)
    {
        var tenant = TenantOption("The tenant whose trail is checked; default: every one.");
        var command = new Command("verify", "Check that no event was changed, moved or removed. Ends with 1 and names the event if one was.") { tenant };
        command.SetAction((parsed, _) => CliProgram.RunAsync(screen, (services, interrupts, _) =>
            services.Create<AuditVerification>(screen).RunAsync(parsed.GetValue(tenant), interrupts.Ended)));
        return command;
    }

    private static Command List(Screen screen)
    {
        var tenant = TenantOption("The tenant; needed only when there are several.");
        var limit = new Option<int>("--limit", "-n") { Description = "How many events, the newest first.", HelpName = "count", DefaultValueFactory = _ => 20 };
        limit.Validators.Add(result => Check(result, result.GetValueOrDefault<int>() is >= 1 and <= 10_000, "a whole number from 1 to 10,000"));
        var command = new Command("list", "List what was done, newest first.") { tenant, limit };
        command.SetAction((parsed, _) => CliProgram.RunAsync(screen, (services, interrupts, _) =>
            services.Create<AuditListing>(screen).RunAsync(parsed.GetValue(tenant), parsed.GetValue(limit), interrupts.Ended)));
        return command;
    }

    private static Command Export(Screen screen)
    {
        var tenant = TenantOption("The tenant; needed only when there are several.");
        var format = new Option<string>("--format", "-f") { Description = "jsonl or csv.", HelpName = "format", DefaultValueFactory = _ => "jsonl" };
        format.AcceptOnlyFromAmong("jsonl", "csv");
        var from = new Option<DateOnly?>("--from") { Description = "The first day, UTC.", HelpName = "day" };
        var to = new Option<DateOnly?>("--to") { Description = "The last day, UTC.", HelpName = "day" };
        var command = new Command("export", "Write the events to the output, oldest first. The export is an event itself.") { tenant, format, from, to };
        command.SetAction((parsed, _) => CliProgram.RunAsync(screen, (services, interrupts, _) => services.Create<AuditExporting>().RunAsync(
            parsed.GetValue(tenant), parsed.GetValue(format) is "csv", parsed.GetValue(from), parsed.GetValue(to), interrupts.Ended)));
        return command;
    }

    private static Command RotateKey(Screen screen)
    {
        var command = new Command("rotate-key", "Make a new key that seals events from now on. The old ones still check what they sealed.");
        command.SetAction((_, _) => CliProgram.RunAsync(screen, (services, interrupts, _) =>
            services.Create<AuditKeyChange>(screen).RunAsync(interrupts.Ended)));
        return command;
    }

    private static Option<string?> TenantOption(string description) => new("--tenant") { Description = description, HelpName = "id" };

    private static void Check(OptionResult result, bool isValid, string accepted)
    {
        if (!isValid)
        {
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{result.IdentifierToken?.Value} takes {accepted}."));
        }
    }
}
