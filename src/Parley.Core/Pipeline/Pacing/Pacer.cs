using Parley.Identity;

namespace Parley.Pipeline.Pacing;

/// <summary>
/// Lets calls to one provider through at its pace. Callers that wait take turns: one who sent a hundred requests does not
/// keep another waiting behind all of them.
/// </summary>
internal sealed class Pacer : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TokenBucket? _requests;
    private readonly TokenBucket? _tokens;
    private readonly PacingOptions _options;
    private readonly ITimer _timer;

    // The callers that wait, in the order of their turns; each with its calls, oldest first.
    private readonly LinkedList<(Caller Caller, Queue<Waiter> Calls)> _turns = new();
    private readonly Dictionary<Caller, LinkedListNode<(Caller Caller, Queue<Waiter> Calls)>> _byCaller = [];
    private int _waiting;

    public Pacer(PacingLimits limits, PacingOptions options, TimeProvider clock)
    {
        _options = options;
        _requests = limits.RequestsPerMinute is { } requests ? new(requests, clock) : null;
        _tokens = limits.TokensPerMinute is { } tokens ? new(tokens, clock) : null;
        _timer = clock.CreateTimer(static state => ((Pacer)state!).LetThrough(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Calls that wait now.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Waits for a turn.</summary>
    /// <param name="tokens">What the call will probably use; see <see cref="Correct"/>.</param>
    /// <returns>Null when it may go ahead; else how long to stay away, because the queue is full or too slow.</returns>
    public async ValueTask<TimeSpan?> WaitAsync(Caller caller, int tokens, TimeProvider clock, CancellationToken cancellationToken)
    {
        Waiter waiter;
        lock (_gate)
        {
            if (_waiting == 0 && WaitFor(tokens) == TimeSpan.Zero)
            {
                Take(tokens);
                return null;
            }

            if (_waiting >= _options.MaxWaiting || _options.MaxWait == TimeSpan.Zero)
            {
                return AtLeastASecond(WaitFor(tokens));
            }

            waiter = Enqueue(caller, tokens);
            SetTimer();
        }

        using var patience = new CancellationTokenSource(_options.MaxWait, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        await using var leaving = either.Token.Register(static state => ((Waiter)state!).Leave(), waiter);
        if (await waiter.Turn.Task)
        {
            return null;
        }

        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return AtLeastASecond(WaitFor(tokens));
        }
    }

    /// <summary>Says what a call really used.</summary>
    /// <param name="difference">Tokens beyond what it was let through with; negative when it used fewer.</param>
    public void Correct(int difference)
    {
        lock (_gate)
        {
            _tokens?.Take(difference);
            SetTimer();
        }
    }

    /// <summary>Takes back what a call was let through with that then was not made.</summary>
    public void GiveBack(int tokens)
    {
        lock (_gate)
        {
            _requests?.Take(-1);
            _tokens?.Take(-tokens);
            SetTimer();
        }
    }

    public void Dispose() => _timer.Dispose();

    private void LetThrough()
    {
        lock (_gate)
        {
            while (_turns.First is { } turn)
            {
                var calls = turn.Value.Calls;
                if (calls.Peek().HasLeft)
                {
                    Dequeue(turn);
                    continue;
                }

                var tokens = calls.Peek().Tokens;
                if (WaitFor(tokens) > TimeSpan.Zero)
                {
                    break;
                }

                // It may have left in this very moment; then its turn is the next one's.
                if (Dequeue(turn).Admit())
                {
                    Take(tokens);
                }
            }

            SetTimer();
        }
    }

    private Waiter Enqueue(Caller caller, int tokens)
    {
        if (!_byCaller.TryGetValue(caller, out var turn))
        {
            _byCaller[caller] = turn = _turns.AddLast((caller, new Queue<Waiter>()));
        }

        var waiter = new Waiter(tokens);
        turn.Value.Calls.Enqueue(waiter);
        _waiting++;
        return waiter;
    }

    // Its caller's next turn comes after everybody else's.
    private Waiter Dequeue(LinkedListNode<(Caller Caller, Queue<Waiter> Calls)> turn)
    {
        var waiter = turn.Value.Calls.Dequeue();
        _waiting--;
        _turns.Remove(turn);
        if (turn.Value.Calls.Count > 0)
        {
            _turns.AddLast(turn);
        }
        else
        {
            _byCaller.Remove(turn.Value.Caller);
        }

        return waiter;
    }

    private void SetTimer()
    {
        if (_turns.First is { } turn)
        {
            // A tick more than needed: a timer may fire a little early.
            _timer.Change(WaitFor(turn.Value.Calls.Peek().Tokens) + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
        }
    }

    private TimeSpan WaitFor(int tokens)
    {
        var (forRequest, forTokens) = (_requests?.WaitFor(1) ?? TimeSpan.Zero, _tokens?.WaitFor(tokens) ?? TimeSpan.Zero);
        return forRequest > forTokens ? forRequest : forTokens;
    }

    private void Take(int tokens)
    {
        _requests?.Take(1);
        _tokens?.Take(tokens);
    }

    private static TimeSpan AtLeastASecond(TimeSpan wait) => wait > TimeSpan.FromSeconds(1) ? wait : TimeSpan.FromSeconds(1);

    private sealed class Waiter(int tokens)
    {
        public int Tokens => tokens;

        /// <summary>True: go ahead. False: it left.</summary>
        public TaskCompletionSource<bool> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool HasLeft => Turn.Task.IsCompleted;

        public bool Admit() => Turn.TrySetResult(true);

        public void Leave() => Turn.TrySetResult(false);
    }
}
