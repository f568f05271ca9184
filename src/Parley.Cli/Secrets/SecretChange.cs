using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Parley.Audit;
using Parley.Cli.Audit;
using Parley.Cli.Terminal;
using Parley.Data;
using Parley.Secrets;

namespace Parley.Cli.Secrets;

/// <summary>Encrypts anew what another key encrypted: all of it or nothing, and recorded.</summary>
internal sealed class SecretChange(TrailScopes trails, SecretRotation rotation, SecretKeys keys, Screen screen)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var tenant = await trails.OperatorAsync(cancellationToken);
        var done = await trails.RunAsync(null, services =>
            services.GetRequiredService<AuditTrail>().RecordAsync(
                () => rotation.RunAsync(services.GetRequiredService<ParleyDbContext>(), cancellationToken),
                done => new AuditEntry(AuditActions.SecretsRotate, keys.Current.Id)
                {
                    TenantId = tenant,
                    Details = done.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(CultureInfo.InvariantCulture)),
                },
                cancellationToken));
        screen.Line(done.Count == 0
            ? $"Everything was encrypted with {keys.Current.Id} already."
            : $"Encrypted anew with {keys.Current.Id}: {string.Join(", ", done.Select(pair => $"{pair.Value} in {pair.Key}"))}.");
        return ExitCode.Ok;
    }
}
