using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Parley.Errors;
using Parley.Identity;

namespace Parley.Limits;

/// <summary>
/// How many streams a person may have open. Each holds a lease, and one timer renews them all: should the node die, the
/// leases end by themselves.
/// </summary>
public sealed class StreamLimits : BackgroundService
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Guid, LeaseClaim> _open = new();
    private readonly ILimitStore _store;
    private readonly LimitRules _rules;
    private readonly LimitMeter _meter;
    private readonly TimeProvider _clock;
    private readonly LimitOptions _options;

    internal StreamLimits(ILimitStore store, LimitRules rules, LimitMeter meter, TimeProvider clock, IOptions<LimitOptions> options) =>
        (_store, _rules, _meter, _clock, _options) = (store, rules, meter, clock, options.Value);

    /// <summary>Takes one of the person's places for a stream, until it is disposed of.</summary>
    /// <exception cref="AppException"><see cref="ErrorCode.RateLimitExceeded"/>: none is free.</exception>
    public async ValueTask<IAsyncDisposable> OpenAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (!_options.IsEnabled)
        {
            return NoLease.Instance;
        }

        var lease = _rules.Stream(caller);
        if (!await _store.OpenAsync(lease, cancellationToken))
        {
            _meter.StreamRefused();
            throw new AppException(
                ErrorCode.RateLimitExceeded, $"You have {_options.Streams:N0} answers streaming at once, which is the limit. Wait until one ends, or stop one.")
            {
                Retryable = true,
                RetryAfter = Retry,
            };
        }

        _open[lease.Id] = lease;
        return new OpenStream(this, lease);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!_options.IsEnabled)
        {
            return;
        }

        using var timer = new PeriodicTimer(_options.StreamLease / 3, _clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!_open.IsEmpty)
            {
                await _store.RenewAsync([.. _open.Select(lease => lease.Value)]);
            }
        }
    }

    private async ValueTask CloseAsync(LeaseClaim lease)
    {
        if (_open.TryRemove(lease.Id, out _))
        {
            await _store.CloseAsync(lease);
        }
    }

    private sealed class OpenStream(StreamLimits limits, LeaseClaim lease) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => limits.CloseAsync(lease);
    }

    private sealed class NoLease : IAsyncDisposable
    {
        public static readonly NoLease Instance = new();

        public ValueTask DisposeAsync() => default;
    }
}
