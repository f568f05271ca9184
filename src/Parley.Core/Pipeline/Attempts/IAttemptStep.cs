namespace Parley.Pipeline.Attempts;

/// <summary>
/// Something that stands around every single call to a provider: the circuit breaker, pacing, the ledger, telemetry. To add
/// one is one file, and one line where the pipeline is composed.
/// </summary>
internal interface IAttemptStep
{
    /// <summary>Before the call. It may wait, change the call's options, or refuse by throwing.</summary>
    ValueTask BeginAsync(Attempt attempt, CancellationToken cancellationToken);

    /// <summary>The first part of the answer is here.</summary>
    void FirstToken(Attempt attempt)
    {
    }

    /// <summary>
    /// After the call, however it ended; in the reverse order, and only for steps that let it begin. It cannot be cancelled
    /// and must not throw.
    /// </summary>
    ValueTask EndAsync(Attempt attempt);
}
