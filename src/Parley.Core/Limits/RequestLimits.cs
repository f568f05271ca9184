using Microsoft.Extensions.Options;
using Parley.Identity;

namespace Parley.Limits;

/// <summary>Holds callers to what they may use.</summary>
public sealed class RequestLimits
{
    private readonly ILimitStore _store;
    private readonly LimitRules _rules;
    private readonly LimitMeter _meter;

    internal RequestLimits(ILimitStore store, LimitRules rules, LimitMeter meter, IOptions<LimitOptions> options)
    {
        (_store, _rules, _meter) = (store, rules, meter);
        IsEnabled = options.Value.IsEnabled;
    }

    public bool IsEnabled { get; }

    /// <summary>Counts a request, or refuses it. Null: it is held to no limit.</summary>
    /// <param name="caller">Null: nobody said who they are.</param>
    /// <param name="address">Where the request comes from.</param>
    public async ValueTask<Admission?> AdmitAsync(Caller? caller, string? address, LimitClass kind, CancellationToken cancellationToken)
    {
        if (!IsEnabled || kind is LimitClass.None)
        {
            return null;
        }

        var rules = caller is null ? _rules.OfAddress(address) : _rules.Of(caller, kind);
        var decision = await _store.AcquireAsync([.. rules.Select(rule => rule.Claim)], cancellationToken);
        var admission = Sum(rules, decision);
        _meter.Decided(admission.Refused);
        return admission.Result;
    }

    /// <summary>Counts what a call to a model used, however it ended.</summary>
    public async ValueTask ChargeTokensAsync(Caller caller, long tokens)
    {
        if (IsEnabled && tokens > 0)
        {
            await _store.ChargeAsync([.. _rules.Tokens(caller, tokens).Select(rule => rule.Claim)]);
        }
    }

    // The headers tell of the limit of requests that has least left; the wait is the longest of all that refused.
    private static (Admission Result, LimitRule? Refused) Sum(List<LimitRule> rules, LimitDecision decision)
    {
        var states = rules.Zip(decision.Windows).ToArray();
        var (rule, state) = states.Where(s => !s.First.IsTokens).MinBy(s => s.First.Claim.Window.Limit - s.Second.Used);
        var (refused, wait) = states.MaxBy(s => s.Second.RetryIn);
        var remaining = Math.Max(rule.Claim.Window.Limit - state.Used, 0);
        return decision.IsGranted
            ? (new(rule.Claim.Window.Limit, remaining, Seconds(state.FreeIn), null), null)
            : (new(rule.Claim.Window.Limit, remaining, Seconds(state.FreeIn), refused.Refusal(Math.Max(Seconds(wait.RetryIn), 1))), refused);
    }

    private static int Seconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);
}
