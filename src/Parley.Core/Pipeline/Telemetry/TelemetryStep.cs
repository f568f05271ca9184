using Parley.Pipeline.Attempts;

namespace Parley.Pipeline.Telemetry;

/// <summary>Measures every call to a provider. Innermost, so that it times the provider alone.</summary>
internal sealed class TelemetryStep(ModelMeter meter, TimeProvider clock) : IAttemptStep
{
    public ValueTask BeginAsync(Attempt attempt, CancellationToken cancellationToken) => default;

    public ValueTask EndAsync(Attempt attempt)
    {
        TimeSpan? firstToken = attempt.FirstTokenAt is { } at ? clock.GetElapsedTime(attempt.StartedAt, at) : null;
        meter.Ended(attempt, firstToken, clock.GetElapsedTime(attempt.StartedAt));
        return default;
    }
}
