using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts.Lockout;
using Parley.Errors;
using Parley.Testing;
using Parley.Testing.Databases;

namespace Parley.Core.Tests.Accounts.Lockout;

public sealed class SignInThrottleTests(PostgresFixture postgres)
{
    // Only the throttle's: the rest of the host lives in real time.
    private readonly FakeTimeProvider _clock = new();

    private static readonly SignInSource Here = new(IPAddress.Parse("192.0.2.1"), null);

    public static TheoryData<TestDatabase> Databases => [TestDatabase.Sqlite, TestDatabase.Postgres];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases))]
    public async Task Enter_AfterFiveFailures_WaitsDoubleUpToTheLongest(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        var waits = new List<double>();
        for (var failures = 0; failures < 18;)
        {
            var wait = await TryAsync(parley, "one", Here);
            failures += wait is null ? 1 : 0;
            if (wait is { } told)
            {
                waits.Add(told.TotalSeconds);

                // A moment before it is over it is not over, and asking does not make it longer.
                _clock.Advance(told - TimeSpan.FromMilliseconds(1));
                Assert.Equal(TimeSpan.FromMilliseconds(1), await TryAsync(parley, "one", Here));
                _clock.Advance(TimeSpan.FromMilliseconds(1));
            }
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900], waits);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Enter_HundredAtOnce_LetsInNoMoreThanAreFree(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);

        var waits = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => TryAsync(parley, "one", Here)));

        Assert.Equal(5, waits.Count(wait => wait is null));
        Assert.All(waits.Where(wait => wait is not null), wait => Assert.Equal(TimeSpan.FromSeconds(1), wait));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Succeed_ForgetsTheAccount_AndExcusesTheAddressOnlyItself(TestDatabase database)
    {
        Dictionary<string, string?> settings = new() { ["Lockout:FreeFailuresPerAddress"] = "10" };
        await using var parley = await TestParley.StartAsync(database, postgres.Server, null, settings);
        for (var i = 0; i < 4; i++)
        {
            Assert.Null(await TryAsync(parley, "one", Here));
        }

        Assert.Null(await TryAsync(parley, "one", Here, succeeds: true));
        for (var i = 0; i < 4; i++)
        {
            Assert.Null(await TryAsync(parley, "one", Here));
        }

        // Eight failures of this address so far, and not nine.
        Assert.Null(await TryAsync(parley, "two", Here));
        Assert.Null(await TryAsync(parley, "three", Here));
        Assert.NotNull(await TryAsync(parley, "four", Here));
        Assert.Null(await TryAsync(parley, "four", new(IPAddress.Parse("192.0.2.2"), null)));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Enter_ManyAddresses_CountTogetherForTheAccount_AndNotForAKnownDevice(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        for (var i = 0; i < 20; i++)
        {
            Assert.Null(await TryAsync(parley, "one", new(IPAddress.Parse($"192.0.2.{i}"), null)));
        }

        Assert.NotNull(await TryAsync(parley, "one", new(IPAddress.Parse("192.0.2.99"), null)));
        Assert.Null(await TryAsync(parley, "one", Here, device: Guid.NewGuid()));
        _clock.Advance(TimeSpan.FromHours(25));
        for (var i = 0; i < 5; i++)
        {
            Assert.Null(await TryAsync(parley, "one", Here));
        }

        Assert.NotNull(await TryAsync(parley, "one", Here));
    }

    [Theory]
    [InlineData("2001:db8::1", "2001:db8::/64")]
    [InlineData("2001:db8::ffff:1", "2001:db8::/64")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("192.0.2.1", "192.0.2.1")]
    public void Network_OneSubscriber_IsOne(string address, string network) =>
        Assert.Equal(network, new SignInSource(IPAddress.Parse(address), null).Network);

    private async Task<TimeSpan?> TryAsync(TestParley parley, string account, SignInSource source, Guid? device = null, bool succeeds = false)
    {
        await using var scope = parley.Services.CreateAsyncScope();
        var throttle = ActivatorUtilities.CreateInstance<SignInThrottle>(scope.ServiceProvider, _clock);
        try
        {
            var attempt = await throttle.EnterAsync(account, source, device, Cancel);
            if (succeeds)
            {
                await throttle.SucceedAsync(attempt);
            }

            return null;
        }
        catch (AppException e) when (e.Code is ErrorCode.RateLimitExceeded)
        {
            return e.RetryAfter;
        }
    }
}
