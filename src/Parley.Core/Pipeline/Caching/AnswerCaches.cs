using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Parley.Pipeline.Caching.Flights;
using Parley.Pipeline.Caching.Semantic;
using Parley.Pipeline.Calls;
using Parley.Pipeline.Degradation;

namespace Parley.Pipeline.Caching;

/// <summary>What is remembered on this node, and the calls that are shared. One for the process.</summary>
internal sealed class AnswerCaches(
    IOptions<CacheOptions> options, SemanticCache semantic, DegradationState degradation, CacheMeter meter, TimeProvider time)
{
    private readonly ExpiringLru<CacheKey, CachedAnswer> _exact = new(options.Value.MaxBytes, options.Value.Ttl, time);

    public CacheMeter Meter => meter;

    public FlightTable Flights { get; } = new(options.Value.MaxSharedBytes);

    /// <summary>Whether a call has anything to do with the caches. Asked of every call, before anything is read of it.</summary>
    public bool Take(ModelCallOptions call) =>
        call.CacheUse is not CacheUse.None && (TakesExact(call) || semantic.IsEnabled) && degradation.OperatorLevel is not DegradationLevel.Offline;

    /// <summary>Who may be answered from the answer besides the caller, as a fingerprint; null: nobody.</summary>
    public string? Sharers(ModelCallOptions call) => call.Rights
        ?? (options.Value.ShareWithinTenant && call.Caller.ReadsAs is { } reads ? $"{reads} {(int)call.Caller.Rights}" : null);

    /// <summary>Whether equal calls give equal answers, as configured.</summary>
    public bool TakesExact(ModelCallOptions call) => options.Value.Exact switch
    {
        ExactCacheMode.Deterministic => call.Temperature == 0,
        ExactCacheMode.All => true,
        _ => false,
    };

    public CachedAnswer? Find(in RequestKey key, ModelCallOptions call) =>
        TakesExact(call) && _exact.TryGet(key.Exact, out var answer) ? answer : null;

    /// <returns>Null when the semantic cache has nothing to do with the request.</returns>
    public ValueTask<SemanticQuestion?> ReadQuestionAsync(in RequestKey key, ModelCallOptions call, CancellationToken cancellationToken) =>
        semantic.ReadAsync(key, call, cancellationToken);

    public SemanticHit? Find(SemanticQuestion question) => semantic.Find(question);

    public AnswerRecorder Record() => new(options.Value.MaxEntryBytes);

    public void Remember(in RequestKey key, SemanticQuestion? question, ModelCallOptions call, CachedAnswer answer)
    {
        if (TakesExact(call))
        {
            _exact.Set(key.Exact, answer, answer.Bytes);
        }

        if (question is not null)
        {
            semantic.Add(question, answer);
        }
    }
}
