namespace Parley.Pipeline.Resilience;

/// <summary>
/// Cancels a stream that has stood still for too long. A token only notes the time; the timer looks at the note when it
/// fires and sets itself again for the rest. Setting it for every token would cost more than the token.
/// </summary>
internal sealed class StreamWatch : IDisposable
{
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop;
    private readonly TimeSpan _firstToken;
    private readonly TimeSpan _betweenTokens;
    private readonly ITimer _timer;
    private readonly long _start;

    /// <summary>Since when we have been waiting for the model; 0 while the reader has the turn.</summary>
    private long _waitingSince;
    private int _sawToken;

    public StreamWatch(TimeProvider time, TimeSpan firstToken, TimeSpan betweenTokens, CancellationToken cancellationToken)
    {
        _time = time;
        _betweenTokens = betweenTokens;
        _firstToken = firstToken;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _start = _waitingSince = Now();
        _timer = time.CreateTimer(static state => ((StreamWatch)state!).Look(), this, firstToken, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Cancelled by the caller or by the watch.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Whether the watch itself cancelled.</summary>
    public bool HasFired { get; private set; }

    /// <summary>Whether a token came before it fired.</summary>
    public bool SawToken => Volatile.Read(ref _sawToken) > 0;

    /// <summary>The reader wants the next token.</summary>
    public void BeginWait() => Volatile.Write(ref _waitingSince, Now());

    /// <summary>A token is here, and the reader has the turn.</summary>
    public void EndWait()
    {
        Volatile.Write(ref _waitingSince, 0);
        if (_sawToken == 0)
        {
            Volatile.Write(ref _sawToken, 1);
            _timer.Change(_betweenTokens, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _stop.Dispose();
    }

    private void Look()
    {
        var since = Volatile.Read(ref _waitingSince);
        var left = since == 0 ? _betweenTokens
            : SawToken ? _betweenTokens - _time.GetElapsedTime(since)
            : _firstToken - _time.GetElapsedTime(_start);
        if (left > TimeSpan.Zero)
        {
            _timer.Change(left, Timeout.InfiniteTimeSpan);
            return;
        }

        HasFired = true;
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The stream ended in this very moment.
        }
    }

    // 0 means something else here.
    private long Now() => Math.Max(1, _time.GetTimestamp());
}
