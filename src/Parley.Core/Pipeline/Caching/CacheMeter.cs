using System.Diagnostics.Metrics;
using Parley.Pipeline.Calls;
using Parley.Telemetry;

namespace Parley.Pipeline.Caching;

/// <summary>Counts what the caches were asked and what came of it.</summary>
internal sealed class CacheMeter(IMeterFactory meters)
{
    private const string Outcome = "outcome";

    private readonly Counter<long> _lookups = meters.CreateParley().CreateCounter<long>(
        "parley.cache.lookups", "{lookup}", "Calls by what the answer caches had for them: exact, semantic, shared, miss, or bypass when they were not asked.");

    public void Looked(CacheOutcome outcome) => _lookups.Add(1, new KeyValuePair<string, object?>(Outcome, Name(outcome)));

    /// <summary>A call went by that the caches do not take.</summary>
    public void Passed() => Looked(CacheOutcome.None);

    private static string Name(CacheOutcome outcome) => outcome switch
    {
        CacheOutcome.Exact => "exact",
        CacheOutcome.Semantic => "semantic",
        CacheOutcome.Shared => "shared",
        CacheOutcome.Miss => "miss",
        _ => "bypass",
    };
}
