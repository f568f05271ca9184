using Parley.Models;
using Parley.Pipeline.Calls;

namespace Parley.Pipeline.Attempts;

/// <summary>Runs the steps around an attempt in order, and back again.</summary>
internal sealed class AttemptSteps(IReadOnlyList<IAttemptStep> steps, TimeProvider clock)
{
    /// <summary>Lets every step begin. When one refuses, those before it are ended.</summary>
    public async ValueTask BeginAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        var begun = 0;
        try
        {
            for (; begun < steps.Count; begun++)
            {
                await steps[begun].BeginAsync(attempt, cancellationToken);
            }
        }
        catch (Exception e)
        {
            // The provider was never called, so there is nothing to hold against it.
            attempt.WasHeldBack = true;
            attempt.Call.Report.Add(new CallAttempt(attempt.Provider.Name, attempt.Model, (e as ModelException)?.Kind) { WasHeldBack = true });
            await EndAsync(attempt, begun);
            throw;
        }

        // Waiting for our own steps is not the provider's time.
        attempt.StartedAt = clock.GetTimestamp();
    }

    public void FirstToken(Attempt attempt)
    {
        if (attempt.FirstTokenAt is not null)
        {
            return;
        }

        attempt.FirstTokenAt = clock.GetTimestamp();
        foreach (var step in steps)
        {
            step.FirstToken(attempt);
        }
    }

    public ValueTask EndAsync(Attempt attempt)
    {
        attempt.Call.Report.Add(new CallAttempt(attempt.Provider.Name, attempt.Model, attempt.Error));
        return EndAsync(attempt, steps.Count);
    }

    private async ValueTask EndAsync(Attempt attempt, int count)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            await steps[i].EndAsync(attempt);
        }
    }
}
