using System.Threading.Tasks.Sources;

namespace Parley.Chat;

/// <summary>
/// A place in a <see cref="TurnLog"/>. Used by one reader at a time: take with <see cref="TryRead"/> until it has no more,
/// then await <see cref="WaitAsync"/>. Waiting allocates nothing, because it happens once for each token of each stream.
/// Its state is guarded by the log's gate: two gates would be taken in both orders.
/// </summary>
public sealed class TurnReader : IValueTaskSource<TurnReadState>, IDisposable
{
    private readonly TurnLog _log;
    private ManualResetValueTaskSourceCore<TurnReadState> _wait;
    private CancellationTokenRegistration _cancellation;
    private CancellationToken _cancelled;
    private bool _waiting;
    private int _next;

    internal TurnReader(TurnLog log, int start)
    {
        _log = log;
        _next = start;
    }

    public bool TryRead(out TurnEvent item)
    {
        if (!_log.TryGet(_next, out item))
        {
            return false;
        }

        _next++;
        return true;
    }

    /// <exception cref="OperationCanceledException">The token given at the start was cancelled.</exception>
    public ValueTask<TurnReadState> WaitAsync()
    {
        lock (_log.Gate)
        {
            _cancelled.ThrowIfCancellationRequested();
            if (_log.StateAt(_next) is var state and not TurnReadState.Idle)
            {
                return new(state);
            }

            _wait.Reset();
            _waiting = true;
            return new(this, _wait.Version);
        }
    }

    /// <summary>Wakes the reader without an event.</summary>
    public void Nudge() => Wake(TurnReadState.Idle);

    public void Dispose()
    {
        _cancellation.Dispose();
        _log.Remove(this);
    }

    internal void CancelOn(CancellationToken cancellationToken)
    {
        _cancelled = cancellationToken;
        _cancellation = cancellationToken.UnsafeRegister(static reader => ((TurnReader)reader!).Cancel(), this);
    }

    /// <summary>
    /// Lets the reader, whom <see cref="StopWaiting"/> found waiting, go on: on this very thread, which saves each token of
    /// each stream a change of threads, or on another. On this thread only without the log's gate.
    /// </summary>
    internal void Resume(bool here)
    {
        _wait.RunContinuationsAsynchronously = !here;
        _wait.SetResult(TurnReadState.Available);
    }

    private void Wake(TurnReadState state)
    {
        if (StopWaiting())
        {
            _wait.RunContinuationsAsynchronously = true;
            _wait.SetResult(state);
        }
    }

    private void Cancel()
    {
        if (StopWaiting())
        {
            _wait.RunContinuationsAsynchronously = true;
            _wait.SetException(new OperationCanceledException(_cancelled));
        }
    }

    /// <summary>Takes a waiting reader out of its wait. Whoever got true has to let it go on.</summary>
    internal bool StopWaiting()
    {
        lock (_log.Gate)
        {
            var was = _waiting;
            _waiting = false;
            return was;
        }
    }

    TurnReadState IValueTaskSource<TurnReadState>.GetResult(short token) => _wait.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<TurnReadState>.GetStatus(short token) => _wait.GetStatus(token);

    void IValueTaskSource<TurnReadState>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _wait.OnCompleted(continuation, state, token, flags);
}
