using System.Globalization;
using Microsoft.Extensions.Logging;
using Parley.Models;
using Parley.Pipeline.Attempts;

namespace Parley.Pipeline.Resilience;

/// <summary>
/// Leaves a model alone that keeps failing, so that requests fail over at once instead of waiting for it. Only failures
/// that say something about its health count: time-outs and being unavailable; not a wrong key, nor a rate limit.
/// </summary>
internal sealed partial class BreakerStep(CircuitBreakers breakers, ILogger<BreakerStep> logger) : IAttemptStep
{
    private static readonly object Probe = new();

    public ValueTask BeginAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        if (breakers.Find(attempt.Provider.Name, attempt.Model) is not { } breaker)
        {
            return default;
        }

        if (!breaker.TryEnter(out var isProbe))
        {
            throw Open(attempt, breaker.OpenFor);
        }

        if (isProbe)
        {
            attempt.State[this] = Probe;
        }

        return default;
    }

    public void FirstToken(Attempt attempt)
    {
        if (IsProbe(attempt) && breakers.Get(attempt.Provider.Name, attempt.Model).ProbeBegan())
        {
            LogClosed(attempt.Provider.Name, attempt.Model);
        }
    }

    public ValueTask EndAsync(Attempt attempt)
    {
        if (attempt.Error is ModelErrorKind.Unavailable or ModelErrorKind.Timeout)
        {
            if (breakers.Get(attempt.Provider.Name, attempt.Model).Fail())
            {
                LogOpened(attempt.Provider.Name, attempt.Model);
            }
        }
        else if (attempt.Outcome is AttemptOutcome.Succeeded)
        {
            breakers.Find(attempt.Provider.Name, attempt.Model)?.Succeed();
        }
        else if (IsProbe(attempt) && attempt.FirstTokenAt is null)
        {
            breakers.Find(attempt.Provider.Name, attempt.Model)?.Release();
        }

        return default;
    }

    private bool IsProbe(Attempt attempt) => attempt.State.ContainsKey(this);

    private static ModelException Open(Attempt attempt, TimeSpan left)
    {
        var wait = left > TimeSpan.Zero ? left : TimeSpan.FromSeconds(1);
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"{attempt.Provider.DisplayName} kept failing with {attempt.Model}, so Parley leaves it alone for {Math.Ceiling(wait.TotalSeconds)} s. Try again then, or choose another model.");
        return new ModelException(ModelErrorKind.Unavailable, attempt.Provider.Name, message) { RetryAfter = wait, WasHeldBack = true };
    }

    [LoggerMessage(LogLevel.Warning, "{Provider} keeps failing with {Model}: it is left alone for a while")]
    private partial void LogOpened(string provider, string model);

    [LoggerMessage(LogLevel.Information, "{Provider} answers again with {Model}")]
    private partial void LogClosed(string provider, string model);
}
