namespace Parley.Limits;

/// <summary>The amounts of one window in memory. See <see cref="ILimitStore"/> for why it has parts.</summary>
internal sealed class SlidingWindow
{
    public const int Parts = 60;

    private readonly long _part;

    // One more than a window has, because of the part that has only begun.
    private readonly long[] _amounts = new long[Parts + 1];
    private long _current;

    public SlidingWindow(TimeSpan length, long now)
    {
        _part = (length.Ticks + Parts - 1) / Parts;
        _current = now / _part;
    }

    public long Used { get; private set; }

    /// <summary>Lets go of what is old.</summary>
    /// <param name="now">In ticks; never less than before.</param>
    public void MoveTo(long now)
    {
        var part = now / _part;
        for (var steps = Math.Min(part - _current, _amounts.Length); steps > 0; steps--)
        {
            ref var oldest = ref Slot(++_current);
            Used -= oldest;
            oldest = 0;
        }

        _current = part;
    }

    public void Add(long amount)
    {
        Slot(_current) += amount;
        Used += amount;
    }

    /// <summary>How long until at least that much has left.</summary>
    /// <param name="now">Where the window was moved to last.</param>
    public TimeSpan Until(long amount, long now)
    {
        var left = 0L;
        for (var part = _current - Parts; part <= _current && left < amount; part++)
        {
            left += part < 0 ? 0 : Slot(part);
            if (left >= amount)
            {
                return TimeSpan.FromTicks((part + Parts + 1) * _part - now);
            }
        }

        // More than there ever was: it is no use to wait, but nobody should be told to wait for ever.
        return amount <= 0 ? TimeSpan.Zero : TimeSpan.FromTicks(_part * Parts);
    }

    private ref long Slot(long part) => ref _amounts[part % _amounts.Length];
}
