using Microsoft.Extensions.DependencyInjection;
using Parley.Audit;
using Parley.Cli.Terminal;
using Parley.Data;

namespace Parley.Cli.Audit;

/// <summary>Makes a new key for the trail.</summary>
internal sealed class AuditKeyChange(TrailScopes trails, AuditKeys keys, Screen screen)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var tenant = await trails.OperatorAsync(cancellationToken);
        var made = await trails.RunAsync(null, services =>
            services.GetRequiredService<AuditTrail>().RecordAsync(
                () => keys.AddAsync(services.GetRequiredService<ParleyDbContext>(), cancellationToken),
                id => new AuditEntry(AuditActions.AuditKeyRotate, id) { TenantId = tenant }, cancellationToken));
        screen.Line($"Events are sealed with the new key {made} from now on; running servers follow within half a minute.");
        return ExitCode.Ok;
    }
}
