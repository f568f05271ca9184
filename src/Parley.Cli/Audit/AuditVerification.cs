using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Parley.Audit;
using Parley.Cli.Terminal;

namespace Parley.Cli.Audit;

/// <summary>Checks trails, and says of each what was found.</summary>
internal sealed class AuditVerification(TrailScopes trails, Screen screen)
{
    public async Task<int> RunAsync(string? tenant, CancellationToken cancellationToken)
    {
        var known = await trails.TenantsAsync(cancellationToken);
        IReadOnlyList<Guid> wanted = tenant is null ? known : [TrailScopes.Find(tenant, known)];
        if (wanted.Count == 0)
        {
            screen.Line("Nothing was recorded yet.");
        }

        var broken = 0;
        foreach (var id in wanted)
        {
            var verdict = await trails.RunAsync(id, services => services.GetRequiredService<AuditVerifier>().VerifyAsync(id, new Progress(screen), cancellationToken));
            broken += verdict.IsOk ? 0 : 1;
            Show(id, verdict);
        }

        return broken == 0 ? ExitCode.Ok : ExitCode.Error;
    }

    private void Show(Guid tenant, AuditVerdict verdict)
    {
        var count = string.Create(CultureInfo.InvariantCulture, $"{verdict.Checked:N0} {(verdict.Checked == 1 ? "event" : "events")} checked");
        var erased = verdict.WithoutOrigin == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {verdict.WithoutOrigin:N0} without origin");
        screen.WriteStyled(verdict.Problem is { } problem
            ? $"{screen.Style.Bad("broken")}  {TrailScopes.Show(tenant)}  {count}. {TerminalText.OneLine(problem.Text)}\n"
            : $"{screen.Style.Good("ok    ")}  {TrailScopes.Show(tenant)}  {count}{erased}. Last seal: {(verdict.Last.Length == 0 ? "none" : verdict.Last)}\n");
    }

    // Said at once, in order: System.Progress would say it later, on any thread.
    private sealed class Progress(Screen screen) : IProgress<long>
    {
        private const int Every = 100_000;

        public void Report(long value)
        {
            if (value % Every == 0)
            {
                screen.Note(string.Create(CultureInfo.InvariantCulture, $"{value:N0} events checked …"));
            }
        }
    }
}
