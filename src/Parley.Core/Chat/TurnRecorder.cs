namespace Parley.Chat;

/// <summary>
/// Makes a turn's events durable as they come: every <see cref="MaxUnsaved"/> of them, or when one is
/// <see cref="MaxAge"/> old (the keeper looks). One write is under way at a time, and the next waits for it, so at most
/// twice <see cref="MaxUnsaved"/> tokens are at risk in a crash.
/// </summary>
internal sealed class TurnRecorder(RunningTurn turn, TurnStore store, TimeProvider clock) : IDisposable
{
    private const int MaxUnsaved = 32;

    private static readonly TimeSpan MaxAge = TimeSpan.FromMilliseconds(600);

    private readonly SemaphoreSlim _saving = new(1, 1);
    private long _saved;
    private long _oldestUnsavedAt;

    /// <summary>Called after each event. Waits only when the database is slower than the model.</summary>
    public ValueTask EventAddedAsync()
    {
        var unsaved = turn.Log.LastSequence - Volatile.Read(ref _saved);
        if (unsaved == 1)
        {
            Volatile.Write(ref _oldestUnsavedAt, clock.GetTimestamp());
        }

        return unsaved < MaxUnsaved ? default : new(SaveAsync());
    }

    /// <summary>Whether events have waited long enough to be saved although they are few.</summary>
    public bool IsDue =>
        turn.Log.LastSequence > Volatile.Read(ref _saved) && _saving.CurrentCount > 0
        && clock.GetElapsedTime(Volatile.Read(ref _oldestUnsavedAt)) >= MaxAge;

    public void Dispose() => _saving.Dispose();

    public async Task SaveAsync()
    {
        await _saving.WaitAsync();
        try
        {
            await SaveOnceAsync();
        }
        finally
        {
            _saving.Release();
        }
    }

    /// <summary>Writes the outcome, the answer's text and all events up to and with <paramref name="last"/>, in one transaction.</summary>
    public async Task FinishAsync(TurnOutcome outcome, string content, TurnEvent last)
    {
        await _saving.WaitAsync();
        try
        {
            TurnEvent[] events = [.. turn.Log.Snapshot(_saved), last];
            await store.FinishAsync(turn.Id, outcome, content, turn.Passages?.Sources, events);
            Volatile.Write(ref _saved, last.Sequence);
        }
        finally
        {
            _saving.Release();
        }
    }

    private async Task SaveOnceAsync()
    {
        var events = turn.Log.Snapshot(_saved);
        if (events.Length > 0)
        {
            await store.SaveEventsAsync(turn.Id, events);
            Volatile.Write(ref _oldestUnsavedAt, clock.GetTimestamp());
            Volatile.Write(ref _saved, events[^1].Sequence);
        }
    }
}
