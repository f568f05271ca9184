using Microsoft.Extensions.Options;
using Parley.Limits;
using Parley.Models;
using Parley.Models.Prices;
using Parley.Models.Tokens;
using Parley.Pipeline.Attempts;
using Parley.Pipeline.Telemetry;
using Parley.Usage;

namespace Parley.Pipeline.Metering;

/// <summary>
/// Reserves the most a call can cost, and settles it with what it did cost. It stands around each single call, where model
/// and price are certain, so that a retry, a fallback or a further round with tools can never spend what was not set aside.
/// </summary>
internal sealed class LedgerStep(
    UsageLedger ledger, BudgetReader budgets, PriceBook prices, TokenCounter tokens, ModelMeter meter, RequestLimits limits,
    IOptions<MeteringOptions> options) : IAttemptStep
{
    public async ValueTask BeginAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        var charge = ChargeOf(attempt);
        var price = prices.Find(charge.Provider, charge.Model);
        var bound = new CallBound(attempt, price, options.Value, isBudgeted: IsBudgeted(charge, price));
        var reservation = await ledger.ReserveAsync(charge, bound.WorstNanos);
        for (var attempts = 0; reservation is null; attempts++)
        {
            var tightest = await budgets.TightestAsync(charge, cancellationToken);
            if (tightest is null || price is null || attempts == 3 || !bound.TryShorten(tightest.RemainingNanos))
            {
                throw BudgetErrors.Refused(tightest, price is null ? $"{charge.Provider}/{charge.Model}" : null, bound.WorstNanos, budgets.Now);
            }

            reservation = await ledger.ReserveAsync(charge, bound.WorstNanos);
        }

        // Under a budget, the length that was paid for is the length that is allowed.
        if (IsBudgeted(charge, price) && attempt.Call.MaxOutputTokens != bound.AnswerTokens)
        {
            attempt.Change(call => call.MaxOutputTokens = bound.AnswerTokens);
        }

        attempt.State[this] = new Held(reservation, price);
    }

    public ValueTask EndAsync(Attempt attempt)
    {
        var (reservation, price) = (Held)attempt.State[this];
        var outcome = OutcomeOf(attempt, price);
        attempt.Call.Report.Charge(outcome.PromptTokens, outcome.CompletionTokens, outcome.CostNanos);
        meter.Used(attempt, outcome.PromptTokens, outcome.CompletionTokens, outcome.CostNanos);
        ledger.Settle(reservation, outcome);
        return limits.ChargeTokensAsync(attempt.Call.Caller, outcome.PromptTokens + outcome.CompletionTokens);
    }

    // What is free needs no bound, whatever budgets there are.
    private bool IsBudgeted(UsageCharge charge, ModelPrice? price) => price is not { Output: 0 } && ledger.MayHaveBudget(charge.Caller.TenantId);

    private static UsageCharge ChargeOf(Attempt attempt) => new(attempt.Call.Caller, attempt.Call.Feature, attempt.Provider.Name, attempt.Model)
    {
        Persona = attempt.Call.Persona,
        KeyId = attempt.Call.KeyId,
        ConversationId = attempt.Call.ConversationId,
    };

    private UsageOutcome OutcomeOf(Attempt attempt, ModelPrice? price)
    {
        var (prompt, completion, isEstimate) = TokensOf(attempt);
        var cost = prompt + completion == 0 ? 0 : price?.CostNanos(prompt, completion, attempt.Usage?.CachedInputTokenCount ?? 0);
        return new(prompt, completion, cost, isEstimate);
    }

    // 1. What the provider says, where it says it.
    // 2. A call that was refused, or never reached anybody, used nothing.
    // 3. One that broke, was left or came too late has had its prompt read, and wrote what we saw of it.
    private (int Prompt, int Completion, bool IsEstimate) TokensOf(Attempt attempt)
    {
        var (said, written) = (attempt.Usage?.InputTokenCount, attempt.Usage?.OutputTokenCount);
        if (said is not null && written is not null)
        {
            return ((int)said, (int)written, false);
        }

        if (attempt is { Outcome: AttemptOutcome.Failed, FirstTokenAt: null, Error: not ModelErrorKind.Timeout })
        {
            return (0, 0, false);
        }

        return ((int?)said ?? tokens.Count(attempt.Messages, attempt.Model), (int?)written ?? tokens.Count(attempt.Text, attempt.Model), true);
    }

    private sealed record Held(UsageReservation Reservation, ModelPrice? Price);
}
