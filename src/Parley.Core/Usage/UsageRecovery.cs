using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Data;
using Parley.Identity;

namespace Parley.Usage;

/// <summary>
/// Settles the reservations that dead processes left. How far such a call came, and what the provider charges for it,
/// nobody can know; the whole reservation counts, so that a crash can make a budget too careful but never overshoot it.
/// </summary>
public sealed partial class UsageRecovery(
    IServiceScopeFactory scopes, UsageLedger ledger, INodeLease lease, TimeProvider clock, ILogger<UsageRecovery> logger)
{
    // Between the commit of an entry and the moment this process has noted it.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(30);

    /// <summary>One round.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await lease.AcquireAsync(cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ParleyDbContext>();

        // Without filters: recovery serves every tenant and shows nothing to anybody.
        var open = await db.UsageEntries.IgnoreQueryFilters().AsNoTracking()
            .Where(entry => entry.Status == UsageStatus.Reserved).ToListAsync(cancellationToken);
        foreach (var node in open.GroupBy(entry => entry.NodeId))
        {
            if (node.Key != lease.NodeId && await lease.IsAliveAsync(node.Key, cancellationToken))
            {
                continue;
            }

            foreach (var entry in node.Where(entry => node.Key != lease.NodeId || IsLost(entry)))
            {
                await RecoverAsync(entry);
            }
        }
    }

    private bool IsLost(UsageEntry entry) =>
        !ledger.IsOpen(entry.Id) && clock.GetUtcNow().UtcDateTime - entry.CreatedAt > Settling;

    private async Task RecoverAsync(UsageEntry entry)
    {
        var charge = new UsageCharge(new Caller(entry.TenantId, entry.OwnerId), entry.Feature, entry.Provider, entry.Model)
        {
            Persona = entry.Persona.Length > 0 ? entry.Persona : null,
            KeyId = entry.KeyId.Length > 0 ? entry.KeyId : null,
        };
        if (await ledger.RecoverAsync(entry, charge))
        {
            LogRecovered(entry.Id, entry.NodeId, entry.ReservedNanos / 1e9);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Usage entry {Entry} of dead node {Node} was charged with its whole reservation of {Dollars} dollars")]
    private partial void LogRecovered(UsageEntryId entry, string node, double dollars);
}
