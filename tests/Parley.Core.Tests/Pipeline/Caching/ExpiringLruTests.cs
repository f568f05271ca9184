using Parley.Pipeline.Caching;
using Parley.Testing;

namespace Parley.Core.Tests.Pipeline.Caching;

public sealed class ExpiringLruTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Set_BeyondTheBytes_DropsTheLeastRecentlyUsed()
    {
        var lru = new ExpiringLru<string, int>(300, TimeSpan.FromHours(1), _time);
        lru.Set("a", 1, 100);
        lru.Set("b", 2, 100);
        lru.Set("c", 3, 100);
        Assert.True(lru.TryGet("a", out _));

        lru.Set("d", 4, 150);

        Assert.Equal([true, false, false, true], new[] { "a", "b", "c", "d" }.Select(key => lru.TryGet(key, out _)));
        Assert.Equal(250, lru.Bytes);
    }

    [Fact]
    public void Set_MoreThanThereIs_IsNotKeptAndDropsNothingElse()
    {
        var lru = new ExpiringLru<string, int>(300, TimeSpan.FromHours(1), _time);
        lru.Set("a", 1, 100);

        lru.Set("b", 2, 301);

        Assert.True(lru.TryGet("a", out _));
        Assert.False(lru.TryGet("b", out _));
    }

    [Fact]
    public void Set_SameKey_TakesItsPlace()
    {
        var lru = new ExpiringLru<string, int>(300, TimeSpan.FromHours(1), _time);
        lru.Set("a", 1, 200);
        _time.Advance(TimeSpan.FromMinutes(59));

        lru.Set("a", 2, 50);
        _time.Advance(TimeSpan.FromMinutes(59));

        Assert.True(lru.TryGet("a", out var value));
        Assert.Equal((2, 50), (value, lru.Bytes));
    }

    [Fact]
    public void Set_AtRandom_NeverHoldsMoreThanItMayAndAddsUp()
    {
        var random = new Random(20261121);
        var sizes = new Dictionary<int, long>();
        var lru = new ExpiringLru<int, long>(1000, TimeSpan.FromMinutes(30), _time, key => sizes.Remove(key));
        for (var step = 0; step < 20_000; step++)
        {
            var (key, bytes) = (random.Next(60), random.NextInt64(1, 200));
            switch (random.Next(4))
            {
                case 0:
                    lru.Remove(key);
                    break;
                case 1:
                    Assert.Equal(lru.TryGet(key, out var value), sizes.TryGetValue(key, out var known));
                    Assert.Equal(known, value);
                    break;
                case 2:
                    _time.Advance(TimeSpan.FromSeconds(random.Next(60)));
                    break;
                default:
                    lru.Set(key, bytes, bytes);
                    sizes[key] = bytes;
                    break;
            }

            Assert.InRange(lru.Bytes, 0, 1000);
            Assert.Equal((sizes.Values.Sum(), sizes.Count), (lru.Bytes, lru.Count));
        }
    }
}
