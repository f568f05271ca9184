using System.Diagnostics.Metrics;
using Parley.Telemetry;

namespace Parley.Limits;

/// <summary>Counts what limits let pass and what they refused.</summary>
internal sealed class LimitMeter(IMeterFactory meters)
{
    private readonly Counter<long> _requests = meters.CreateParley().CreateCounter<long>(
        "parley.limits.requests", "{request}", "Requests held to a limit, by outcome: allowed, or whose limit refused them and of what.");

    private readonly Counter<long> _streams = meters.CreateParley().CreateCounter<long>(
        "parley.limits.streams.refused", "{stream}", "Streams refused because their person had too many open.");

    private readonly Counter<long> _fallbacks = meters.CreateParley().CreateCounter<long>(
        "parley.limits.fallbacks", "{switch}", "How often this node began to count by itself because the shared counts were out of reach.");

    public void Decided(LimitRule? refused) => _requests.Add(1, new KeyValuePair<string, object?>("outcome", Name(refused)));

    public void StreamRefused() => _streams.Add(1);

    public void FellBack() => _fallbacks.Add(1);

    private static string Name(LimitRule? refused) => refused switch
    {
        null => "allowed",
        { IsTokens: true, Scope: LimitScope.Tenant } => "tenant_tokens",
        { IsTokens: true } => "user_tokens",
        { Scope: LimitScope.Tenant } => "tenant",
        { Scope: LimitScope.Key } => "key",
        { Scope: LimitScope.Address } => "address",
        _ => "user",
    };
}
