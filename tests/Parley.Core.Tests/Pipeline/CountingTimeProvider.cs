namespace Parley.Core.Tests.Pipeline;

/// <summary>Counts how often a timer is set.</summary>
internal sealed class CountingTimeProvider : TimeProvider
{
    private int _changes;

    public int Changes => _changes;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _changes++;
        return new CountingTimer(this, System.CreateTimer(callback, state, dueTime, period));
    }

    private sealed class CountingTimer(CountingTimeProvider counter, ITimer inner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            counter._changes++;
            return inner.Change(dueTime, period);
        }

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
