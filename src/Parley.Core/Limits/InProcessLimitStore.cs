using Microsoft.Extensions.Options;

namespace Parley.Limits;

/// <summary>Keeps count in this process, for itself alone.</summary>
public sealed class InProcessLimitStore(TimeProvider clock, IOptions<LimitOptions> options) : ILimitStore
{
    private const int FirstSweep = 1024;

    private readonly Lock _gate = new();
    private readonly long _start = clock.GetTimestamp();
    private readonly Dictionary<string, SlidingWindow> _windows = [];
    private readonly Dictionary<string, Dictionary<Guid, long>> _leases = [];
    private int _sweepAt = FirstSweep;
    private long _nextSweep;

    public string Status => "counted in this process";

    private long Now => clock.GetElapsedTime(_start).Ticks;

    public ValueTask<LimitDecision> AcquireAsync(IReadOnlyList<LimitClaim> claims, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            // 1. Whether everything fits.
            var now = Now;
            var windows = new SlidingWindow[claims.Count];
            var isGranted = true;
            for (var i = 0; i < windows.Length; i++)
            {
                windows[i] = Find(claims[i].Window, now);
                isGranted &= Missing(windows[i], claims[i]) <= 0;
            }

            // 2. Everything, or nothing.
            var states = new WindowState[windows.Length];
            for (var i = 0; i < windows.Length; i++)
            {
                var missing = Missing(windows[i], claims[i]);
                if (isGranted)
                {
                    windows[i].Add(claims[i].Amount);
                }

                states[i] = new(windows[i].Used, windows[i].Until(windows[i].Used, now), missing > 0 ? windows[i].Until(missing, now) : TimeSpan.Zero);
            }

            return new(new LimitDecision(isGranted, states));
        }
    }

    public ValueTask ChargeAsync(IReadOnlyList<LimitClaim> claims)
    {
        lock (_gate)
        {
            var now = Now;
            foreach (var claim in claims)
            {
                if (claim.Amount > 0)
                {
                    Find(claim.Window, now).Add(claim.Amount);
                }
            }
        }

        return default;
    }

    public ValueTask<bool> OpenAsync(LeaseClaim lease, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var now = Now;
            if (_leases.TryGetValue(lease.Key, out var held))
            {
                foreach (var (id, _) in held.Where(other => other.Value <= now).ToArray())
                {
                    held.Remove(id);
                }
            }

            if ((held?.Count ?? 0) >= lease.Limit)
            {
                return new(false);
            }

            Hold(lease, now);
            return new(true);
        }
    }

    public ValueTask RenewAsync(IReadOnlyCollection<LeaseClaim> leases)
    {
        lock (_gate)
        {
            foreach (var lease in leases)
            {
                Hold(lease, Now);
            }
        }

        return default;
    }

    public ValueTask CloseAsync(LeaseClaim lease)
    {
        lock (_gate)
        {
            if (_leases.TryGetValue(lease.Key, out var held) && held.Remove(lease.Id) && held.Count == 0)
            {
                _leases.Remove(lease.Key);
            }
        }

        return default;
    }

    private static long Missing(SlidingWindow window, LimitClaim claim) => window.Used + claim.Needed - claim.Window.Limit;

    private void Hold(LeaseClaim lease, long now)
    {
        if (!_leases.TryGetValue(lease.Key, out var held))
        {
            _leases[lease.Key] = held = [];
        }

        held[lease.Id] = now + lease.Lifetime.Ticks;
    }

    private SlidingWindow Find(LimitWindow wanted, long now)
    {
        if (!_windows.TryGetValue(wanted.Key, out var window))
        {
            var key = MakeRoom(wanted.Key, now);
            if (!_windows.TryGetValue(key, out window))
            {
                _windows[key] = window = new(wanted.Length, now);
            }
        }

        window.MoveTo(now);
        return window;
    }

    // Empty windows are swept out when their number has doubled, which costs each newcomer the same. Where there are too
    // many subjects at once, those that come too late share a window for each kind: strict, but of bounded memory.
    private string MakeRoom(string key, long now)
    {
        if (_windows.Count >= _sweepAt && now >= _nextSweep)
        {
            foreach (var (old, window) in _windows)
            {
                window.MoveTo(now);
                if (window.Used == 0)
                {
                    _windows.Remove(old);
                }
            }

            _nextSweep = now + TimeSpan.TicksPerSecond;
            _sweepAt = Math.Max(FirstSweep, Math.Min(_windows.Count * 2, options.Value.MaxSubjects));
        }

        return _windows.Count < options.Value.MaxSubjects ? key : key[..(key.IndexOf(':', StringComparison.Ordinal) + 1)] + "others";
    }
}
