namespace Parley.Pipeline.Pacing;

/// <summary>
/// Gives out so much that no minute sees more than the limit: what it holds at most (a sixth of the limit) and what flows
/// in during a minute (the rest) make the limit together. Not thread-safe.
/// </summary>
internal sealed class TokenBucket
{
    private const double BurstShare = 1.0 / 6;

    private readonly TimeProvider _clock;
    private readonly double _capacity;
    private readonly double _perSecond;
    private double _level;
    private long _filledAt;

    public TokenBucket(double perMinute, TimeProvider clock)
    {
        _clock = clock;
        _capacity = Math.Max(1, perMinute * BurstShare);
        _perSecond = (perMinute > 1 ? perMinute - _capacity : 1) / 60;
        _level = _capacity;
        _filledAt = clock.GetTimestamp();
    }

    /// <summary>How long until so much can be taken; zero when it can. What is more than the bucket holds has to wait until it is full.</summary>
    public TimeSpan WaitFor(double amount)
    {
        Fill();
        var missing = Math.Min(amount, _capacity) - _level;
        return missing <= 1e-9 ? TimeSpan.Zero : TimeSpan.FromSeconds(missing / _perSecond);
    }

    /// <summary>Takes it, into debt if need be: the debt is paid by those who come after.</summary>
    public void Take(double amount)
    {
        Fill();
        _level = Math.Min(_capacity, _level - amount);
    }

    private void Fill()
    {
        var elapsed = _clock.GetElapsedTime(_filledAt);
        _filledAt = _clock.GetTimestamp();
        _level = Math.Min(_capacity, _level + elapsed.TotalSeconds * _perSecond);
    }
}
