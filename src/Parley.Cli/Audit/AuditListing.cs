using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts;
using Parley.Accounts.Users;
using Parley.Audit;
using Parley.Cli.Terminal;
using Parley.Data;

namespace Parley.Cli.Audit;

/// <summary>Lists events, one to a line, whatever is in them.</summary>
internal sealed class AuditListing(TrailScopes trails, Screen screen)
{
    public async Task<int> RunAsync(string? tenant, int limit, CancellationToken cancellationToken)
    {
        var id = await trails.ChooseAsync(tenant, cancellationToken);
        return await trails.RunAsync(id, async services =>
        {
            var events = await services.GetRequiredService<AuditReader>().ListAsync(new AuditFilter(), before: null, limit, cancellationToken);
            var actors = events.Where(e => e.ActorId is not null).Select(e => new UserId(e.ActorId!.Value)).Distinct().ToList();
            var names = await services.GetRequiredService<ParleyDbContext>().Users.Where(user => actors.Contains(user.Id))
                .ToDictionaryAsync(user => user.Id.Value, user => user.Name, cancellationToken);
            events.ForEach(entry => Show(entry, names));
            if (events.Count == 0)
            {
                screen.Note("Nothing was recorded yet.");
            }

            return ExitCode.Ok;
        });
    }

    private void Show(AuditEvent entry, Dictionary<Guid, string> names)
    {
        var time = entry.At.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        var who = entry.ActorId is not { } actor ? "-" : names.GetValueOrDefault(actor, new UserId(actor).ToString());
        var from = AuditOrigin.Read(entry.Origin) is { Address: { Length: > 0 } address } ? $" from {address}" : "";
        var details = entry.Details is "{}" ? "" : $" {entry.Details}";
        screen.Line(TerminalText.OneLine(string.Create(
            CultureInfo.InvariantCulture, $"{entry.Sequence,7} {time} {entry.Action} {entry.Target} {SnakeCaseEnum.Write(entry.Result)} by {who}{from}{details}")));
    }
}
