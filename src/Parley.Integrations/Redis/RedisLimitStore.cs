using Parley.Limits;
using StackExchange.Redis;

namespace Parley.Integrations.Redis;

/// <summary>
/// Keeps count in Redis, for all nodes together. Every key ends by itself when its window is empty. The braces keep all
/// keys in one slot, which a cluster asks of a script with several.
/// </summary>
internal sealed class RedisLimitStore(RedisConnection connection) : ILimitStore
{
    private const string Prefix = "parley:{limits}:";
    private const long Parts = 60;
    private const int MaxRenewals = 200;

    public string Status => connection.Database is null
        ? $"counted by this node alone, because Redis at {connection.Address} is not connected"
        : $"counted with all nodes, in Redis at {connection.Address}";

    public async ValueTask<LimitDecision> AcquireAsync(IReadOnlyList<LimitClaim> claims, CancellationToken cancellationToken)
    {
        var arguments = claims.SelectMany(claim => new RedisValue[] { claim.Window.Limit, PartOf(claim.Window), claim.Needed, claim.Amount });
        var answer = (RedisValue[])await RunAsync(LimitScripts.Acquire, KeysOf(claims), [.. arguments]);
        var states = new WindowState[claims.Count];
        for (var i = 0; i < states.Length; i++)
        {
            states[i] = new((long)answer[3 * i + 1], Microseconds(answer[3 * i + 2]), Microseconds(answer[3 * i + 3]));
        }

        return new LimitDecision((long)answer[0] == 1, states);
    }

    public async ValueTask ChargeAsync(IReadOnlyList<LimitClaim> claims)
    {
        var taken = claims.Where(claim => claim.Amount > 0).ToArray();
        if (taken.Length > 0)
        {
            var arguments = taken.SelectMany(claim => new RedisValue[] { PartOf(claim.Window), claim.Amount });
            await RunAsync(LimitScripts.Charge, KeysOf(taken), [.. arguments]);
        }
    }

    public async ValueTask<bool> OpenAsync(LeaseClaim lease, CancellationToken cancellationToken) =>
        (long)await RunAsync(LimitScripts.Open, [Prefix + lease.Key], [IdOf(lease), lease.Limit, Lifetime(lease)]) == 1;

    public async ValueTask RenewAsync(IReadOnlyCollection<LeaseClaim> leases)
    {
        foreach (var some in leases.Chunk(MaxRenewals))
        {
            var arguments = some.SelectMany(lease => new RedisValue[] { IdOf(lease), Lifetime(lease) });
            await RunAsync(LimitScripts.Renew, [.. some.Select(lease => (RedisKey)(Prefix + lease.Key))], [.. arguments]);
        }
    }

    public async ValueTask CloseAsync(LeaseClaim lease) => await AskAsync(redis => redis.SortedSetRemoveAsync(Prefix + lease.Key, IdOf(lease)));

    // The client sends a script's hash, and the script itself to a server that does not know it.
    private Task<RedisResult> RunAsync(string script, RedisKey[] keys, RedisValue[] arguments) =>
        AskAsync(redis => redis.ScriptEvaluateAsync(script, keys, arguments));

    private async Task<T> AskAsync<T>(Func<IDatabase, Task<T>> ask)
    {
        if (connection.Database is not { } redis)
        {
            throw new LimitStoreException($"Redis at {connection.Address} is not connected.");
        }

        try
        {
            return await ask(redis);
        }
        catch (Exception e) when (e is RedisException or TimeoutException or ObjectDisposedException or OperationCanceledException)
        {
            throw new LimitStoreException($"Redis at {connection.Address} failed: {e.GetType().Name}.", e);
        }
    }

    private static RedisKey[] KeysOf(IReadOnlyList<LimitClaim> claims) => [.. claims.Select(claim => (RedisKey)(Prefix + claim.Window.Key))];

    private static RedisValue IdOf(LeaseClaim lease) => lease.Id.ToString("n");

    private static long Lifetime(LeaseClaim lease) => (long)lease.Lifetime.TotalMilliseconds;

    private static long PartOf(LimitWindow window) => ((long)window.Length.TotalMicroseconds + Parts - 1) / Parts;

    private static TimeSpan Microseconds(RedisValue value) => TimeSpan.FromMicroseconds((long)value);
}
