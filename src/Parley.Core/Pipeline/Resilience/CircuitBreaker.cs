namespace Parley.Pipeline.Resilience;

/// <summary>
/// Counts the failures in a row of one model of one provider. Written here rather than taken from a package, because how a
/// stream went is known at its end, minutes after it was let through, and a probe has to hold its place for as long.
/// </summary>
internal sealed class CircuitBreaker(BreakerOptions options, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private int _failures;
    private long _openedAt;
    private bool _isOpen;
    private bool _isProbing;

    public CircuitState State
    {
        get
        {
            lock (_gate)
            {
                return !_isOpen ? CircuitState.Closed : _isProbing || Left() <= TimeSpan.Zero ? CircuitState.HalfOpen : CircuitState.Open;
            }
        }
    }

    /// <summary>How long it stays open; zero when it is not.</summary>
    public TimeSpan OpenFor
    {
        get
        {
            lock (_gate)
            {
                return _isOpen && Left() > TimeSpan.Zero ? Left() : TimeSpan.Zero;
            }
        }
    }

    /// <summary>Asks for a call.</summary>
    /// <param name="isProbe">Whether this call decides if it closes: its outcome must be told.</param>
    /// <returns>Whether it may be made.</returns>
    public bool TryEnter(out bool isProbe)
    {
        lock (_gate)
        {
            isProbe = _isOpen && !_isProbing && Left() <= TimeSpan.Zero;
            _isProbing |= isProbe;
            return !_isOpen || isProbe;
        }
    }

    /// <summary>A call went well.</summary>
    /// <returns>Whether this closed it.</returns>
    public bool Succeed()
    {
        lock (_gate)
        {
            var closes = _isOpen;
            (_failures, _isOpen, _isProbing) = (0, false, false);
            return closes;
        }
    }

    /// <summary>A call failed.</summary>
    /// <returns>Whether this opened it.</returns>
    public bool Fail()
    {
        lock (_gate)
        {
            var opens = ++_failures >= options.Failures && (!_isOpen || _isProbing);
            if (opens)
            {
                (_isOpen, _isProbing, _openedAt) = (true, false, clock.GetTimestamp());
            }

            return opens;
        }
    }

    /// <summary>The probe's answer began: the model is back. One more failure, this answer's too, opens it again.</summary>
    /// <returns>Whether this closed it.</returns>
    public bool ProbeBegan()
    {
        lock (_gate)
        {
            var closes = _isOpen;
            (_failures, _isOpen, _isProbing) = (options.Failures - 1, false, false);
            return closes;
        }
    }

    /// <summary>The probe told nothing: its caller left, or it failed for a reason of its own.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _isProbing = false;
        }
    }

    private TimeSpan Left() => options.OpenFor - clock.GetElapsedTime(_openedAt);
}

/// <summary>Whether a model is called.</summary>
public enum CircuitState
{
    /// <summary>It is.</summary>
    Closed,

    /// <summary>One call is trying, or may try, whether it is back.</summary>
    HalfOpen,

    /// <summary>It is not, for a while.</summary>
    Open,
}
