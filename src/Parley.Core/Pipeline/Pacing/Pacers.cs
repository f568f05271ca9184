using Microsoft.Extensions.Options;

namespace Parley.Pipeline.Pacing;

/// <summary>The pacers of this process, one for each provider that has limits.</summary>
public sealed class Pacers(IOptions<PacingOptions> options, TimeProvider clock) : IDisposable
{
    private readonly Dictionary<string, Pacer> _pacers = options.Value.Providers.ToDictionary(
        limits => limits.Key, limits => new Pacer(limits.Value, options.Value, clock), StringComparer.OrdinalIgnoreCase);

    /// <summary>How many calls wait for each paced provider.</summary>
    public IReadOnlyList<(string Provider, int Waiting)> Queues => [.. _pacers.Select(pacer => (pacer.Key, pacer.Value.Waiting))];

    internal Pacer? Find(string provider) => _pacers.GetValueOrDefault(provider);

    public void Dispose()
    {
        foreach (var pacer in _pacers.Values)
        {
            pacer.Dispose();
        }
    }
}
