using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Parley.Integrations.Redis;
using Parley.Limits;
using Parley.Testing.Limits;
using Parley.Testing.Redis;
using Xunit;

namespace Parley.Integrations.Tests.Redis;

public sealed class RedisLimitStoreTests(RedisFixture redis) : LimitStoreConformance, IClassFixture<RedisFixture>, IAsyncLifetime
{
    private readonly RedisConnection _connection = new(
        Options.Create(new RedisOptions { Url = redis.Server.Url }), TimeProvider.System, NullLogger<RedisConnection>.Instance);

    protected override ILimitStore Store => new RedisLimitStore(_connection);

    protected override bool IsVirtual => false;

    // Redis has the clock of the machine, and timers of the machine may come a little early.
    protected override Task PassAsync(TimeSpan time) => Task.Delay(time + TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);

    [Fact]
    public async Task Keys_WindowsAndLeases_EndByThemselves()
    {
        var subject = Guid.NewGuid().ToString("n");
        await Store.AcquireAsync([new(new($"a:{subject}", 5, TimeSpan.FromMinutes(1)), 1)], TestContext.Current.CancellationToken);
        await Store.ChargeAsync([new(new($"b:{subject}", 5, TimeSpan.FromMinutes(1)), 1)]);
        await Store.OpenAsync(new($"c:{subject}", 5, TimeSpan.FromSeconds(30)), TestContext.Current.CancellationToken);

        foreach (var (kind, longest) in new[] { ("a", 63), ("b", 63), ("c", 31) })
        {
            var left = await _connection.Database!.KeyTimeToLiveAsync($"parley:{{limits}}:{kind}:{subject}");
            Assert.InRange(left!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(longest));
        }
    }

    public async ValueTask InitializeAsync()
    {
        while (_connection.Database is null)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        return default;
    }
}
