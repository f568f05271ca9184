using Microsoft.Extensions.DependencyInjection;
using Parley.Cli.Audit;
using Parley.Cli.Terminal;
using Parley.Data;
using Parley.Secrets;

namespace Parley.Cli.Secrets;

/// <summary>Says which keys are set, and what is encrypted with each.</summary>
internal sealed class SecretStatus(TrailScopes trails, SecretInventory inventory, SecretKeys keys, Screen screen)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var counts = await trails.RunAsync(null, services => inventory.CountAsync(services.GetRequiredService<ParleyDbContext>(), cancellationToken));
        Show(keys.Current, "encrypts", counts);
        foreach (var key in keys.Others)
        {
            Show(key, "decrypts", counts);
        }

        var old = counts.Where(count => count.KeyId != keys.Current.Id).Sum(count => count.Count);
        screen.Line(old == 0 ? "Everything is encrypted with the current key." : $"Still encrypted with another key: {old}. 'parley secrets rotate' changes that.");
        return ExitCode.Ok;
    }

    private void Show(SecretKey key, string does, IReadOnlyList<SecretCount> counts)
    {
        var own = counts.Where(count => count.KeyId == key.Id).Select(count => $"{count.Count} in {count.Table}").ToList();
        screen.Line($"{key.Id}  {does}  {(own.Count == 0 ? "nothing" : string.Join(", ", own))}");
    }
}
