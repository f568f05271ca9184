using System.Globalization;
using Parley.Models;
using Parley.Models.Tokens;
using Parley.Pipeline.Attempts;

namespace Parley.Pipeline.Pacing;

/// <summary>Makes calls wait for their turn where the operator told how fast a provider may be called.</summary>
internal sealed class PacingStep(Pacers pacers, TimeProvider clock) : IAttemptStep
{
    /// <summary>What an answer is taken to have until it is there: the length of a page.</summary>
    private const int UsualAnswer = 500;

    /// <summary>Bytes of an average token: a cheap first guess, corrected by what the provider counted.</summary>
    private const int BytesPerToken = 4;

    public async ValueTask BeginAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        if (pacers.Find(attempt.Provider.Name) is not { } pacer)
        {
            return;
        }

        var tokens = attempt.Messages.Sum(message => TokenCounter.UpperBound(message.Text)) / BytesPerToken
            + Math.Min(attempt.Call.MaxOutputTokens ?? UsualAnswer, UsualAnswer);
        if (await pacer.WaitAsync(attempt.Call.Caller, tokens, clock, cancellationToken) is { } wait)
        {
            throw Refused(attempt.Provider, wait);
        }

        attempt.State[this] = tokens;
    }

    public ValueTask EndAsync(Attempt attempt)
    {
        if (!attempt.State.TryGetValue(this, out var taken) || pacers.Find(attempt.Provider.Name) is not { } pacer)
        {
            return default;
        }

        if (attempt.WasHeldBack)
        {
            pacer.GiveBack((int)taken);
        }
        else if (attempt.Usage is { } usage)
        {
            pacer.Correct((int)((usage.InputTokenCount ?? 0) + (usage.OutputTokenCount ?? 0)) - (int)taken);
        }

        return default;
    }

    private static ModelException Refused(IModelProvider provider, TimeSpan wait)
    {
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"Too many requests wait for {provider.DisplayName}, whose rate Parley keeps to. Try again in {Math.Ceiling(wait.TotalSeconds)} s, or choose another model.");
        return new ModelException(ModelErrorKind.RateLimited, provider.Name, message) { RetryAfter = wait, WasHeldBack = true };
    }
}
