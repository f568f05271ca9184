using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Parley.Limits;

/// <summary>
/// Uses shared counts while they can be reached, and counts in this process while they cannot. A request waits for them
/// only so long, and after a failure only one at a time tries again, so that an outage is felt by next to nobody. What the
/// shared counts granted is counted here too: a node that has to go on alone does not begin anew.
/// </summary>
public sealed partial class FallbackLimitStore : ILimitStore
{
    private readonly ILimitStore _shared;
    private readonly InProcessLimitStore _local;
    private readonly LimitMeter _meter;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly TimeSpan _timeout;
    private readonly TimeSpan _retry;
    private readonly Lock _gate = new();
    private bool _isAlone;
    private long _failedAt;

    internal FallbackLimitStore(
        ILimitStore shared, InProcessLimitStore local, LimitMeter meter, TimeProvider clock, IOptions<LimitOptions> options,
        ILogger<FallbackLimitStore> logger)
    {
        (_shared, _local, _meter, _clock, _logger) = (shared, local, meter, clock, logger);
        (_timeout, _retry) = (options.Value.SharedTimeout, options.Value.SharedRetry);
    }

    public string Status => _isAlone ? "counted by this node alone, because the shared counts cannot be reached" : _shared.Status;

    public async ValueTask<LimitDecision> AcquireAsync(IReadOnlyList<LimitClaim> claims, CancellationToken cancellationToken)
    {
        if (await TryAsync(() => _shared.AcquireAsync(claims, cancellationToken), cancellationToken) is not { } decision)
        {
            return await _local.AcquireAsync(claims, cancellationToken);
        }

        if (decision.IsGranted)
        {
            await _local.ChargeAsync(claims);
        }

        return decision;
    }

    public async ValueTask ChargeAsync(IReadOnlyList<LimitClaim> claims)
    {
        await _local.ChargeAsync(claims);
        await TryAsync(() => DoneAsync(_shared.ChargeAsync(claims)), CancellationToken.None);
    }

    public async ValueTask<bool> OpenAsync(LeaseClaim lease, CancellationToken cancellationToken)
    {
        if (await TryAsync(() => BoxAsync(_shared.OpenAsync(lease, cancellationToken)), cancellationToken) is not { } isOpen)
        {
            return await _local.OpenAsync(lease, cancellationToken);
        }

        if ((bool)isOpen)
        {
            await _local.RenewAsync([lease]);
        }

        return (bool)isOpen;
    }

    public async ValueTask RenewAsync(IReadOnlyCollection<LeaseClaim> leases)
    {
        await _local.RenewAsync(leases);
        await TryAsync(() => DoneAsync(_shared.RenewAsync(leases)), CancellationToken.None);
    }

    public async ValueTask CloseAsync(LeaseClaim lease)
    {
        await _local.CloseAsync(lease);
        await TryAsync(() => DoneAsync(_shared.CloseAsync(lease)), CancellationToken.None);
    }

    /// <returns>Null when the shared counts did not answer, or were not asked because they did not a moment ago.</returns>
    private async ValueTask<T?> TryAsync<T>(Func<ValueTask<T>> action, CancellationToken cancellationToken)
        where T : class
    {
        if (!MayTry())
        {
            return null;
        }

        try
        {
            var pending = action();
            var result = pending.IsCompletedSuccessfully ? pending.Result : await pending.AsTask().WaitAsync(_timeout, _clock, cancellationToken);
            Succeeded();
            return result;
        }
        catch (Exception e) when (e is LimitStoreException or TimeoutException)
        {
            Failed(e.Message);
            return null;
        }
    }

    // After a failure the next attempt is made by one request when its time has come; the others go on without.
    private bool MayTry()
    {
        if (!Volatile.Read(ref _isAlone))
        {
            return true;
        }

        lock (_gate)
        {
            if (_isAlone && _clock.GetElapsedTime(_failedAt) < _retry)
            {
                return false;
            }

            _failedAt = _clock.GetTimestamp();
            return true;
        }
    }

    private void Succeeded()
    {
        if (!Volatile.Read(ref _isAlone))
        {
            return;
        }

        lock (_gate)
        {
            if (_isAlone)
            {
                _isAlone = false;
                LogShared();
            }
        }
    }

    private void Failed(string why)
    {
        lock (_gate)
        {
            _failedAt = _clock.GetTimestamp();
            if (!_isAlone)
            {
                _isAlone = true;
                _meter.FellBack();
                LogAlone(why);
            }
        }
    }

    private static async ValueTask<object> BoxAsync(ValueTask<bool> task) => await task;

    private static async ValueTask<object> DoneAsync(ValueTask task)
    {
        await task;
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "The shared counts of limits cannot be reached, so this node limits by itself until they are back: {Why}")]
    private partial void LogAlone(string why);

    [LoggerMessage(LogLevel.Information, "The shared counts of limits are back")]
    private partial void LogShared();
}
