using System.Diagnostics;
using Parley.Limits;
using Xunit;

namespace Parley.Testing.Limits;

/// <summary>What every store of counts must do, whatever its clock.</summary>
public abstract class LimitStoreConformance
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>Names the test's own subjects, so that tests may share a server.</summary>
    private readonly string _subject = Guid.NewGuid().ToString("n");

    protected abstract ILimitStore Store { get; }

    /// <summary>Lets that time go by for the store.</summary>
    protected abstract Task PassAsync(TimeSpan time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Acquire_ToTheLimit_ThenRefuses()
    {
        for (var used = 1; used <= 5; used++)
        {
            var granted = await AcquireAsync(Window("a", 5), 1);

            Assert.True(granted.IsGranted);
            Assert.Equal(used, granted.Windows[0].Used);
        }

        var refused = await AcquireAsync(Window("a", 5), 1);

        Assert.False(refused.IsGranted);
        Assert.Equal(5, refused.Windows[0].Used);
    }

    [Fact]
    public async Task Acquire_Refused_IsGrantedAfterTheWaitItNames()
    {
        var window = Window("a", 3, 2 * Second);
        await AcquireAsync(window, 2);
        await PassAsync(Second / 2);
        await AcquireAsync(window, 1);

        var refused = await AcquireAsync(window, 2);
        await PassAsync(refused.Windows[0].RetryIn);

        Assert.False(refused.IsGranted);
        Assert.InRange(refused.Windows[0].RetryIn, Second, 2 * Second + Second / 25);
        Assert.True((await AcquireAsync(window, 2)).IsGranted);
    }

    [Fact]
    public async Task Acquire_WithinTheWindow_IsNeverMoreThanTheLimit()
    {
        // Asked all the time for three windows; no stretch of one window's length may hold more than the limit. In real time
        // a request was granted somewhere between being asked and being answered.
        var window = Window("a", 4, Second);
        var clock = Stopwatch.StartNew();
        var passed = TimeSpan.Zero;
        var grants = new List<(TimeSpan Asked, TimeSpan Answered)>();
        for (; passed < 3 * Second; passed += TimeSpan.FromMilliseconds(20))
        {
            var asked = IsVirtual ? passed : clock.Elapsed;
            if ((await AcquireAsync(window, 1)).IsGranted)
            {
                grants.Add((asked, IsVirtual ? passed : clock.Elapsed));
            }

            await PassAsync(TimeSpan.FromMilliseconds(20));
        }

        Assert.True(grants.Count >= 8, $"{grants.Count} grants");
        Assert.All(Enumerable.Range(0, grants.Count - 4), i => Assert.True(grants[i + 4].Answered - grants[i].Asked >= Second, $"{grants[i]} and {grants[i + 4]}"));
    }

    [Fact]
    public async Task Acquire_SeveralWindows_TakesAllOrNone()
    {
        var (wide, narrow) = (Window("wide", 10), Window("narrow", 1));
        await AcquireAsync((wide, 1), (narrow, 1));

        var refused = await AcquireAsync((wide, 1), (narrow, 1));
        var alone = await AcquireAsync(wide, 1);

        Assert.False(refused.IsGranted);
        Assert.Equal([1L, 1L], refused.Windows.Select(state => state.Used));
        Assert.Equal(TimeSpan.Zero, refused.Windows[0].RetryIn);
        Assert.True(refused.Windows[1].RetryIn > TimeSpan.Zero);
        Assert.Equal(2, alone.Windows[0].Used);
    }

    [Fact]
    public async Task Acquire_AllAtOnce_GrantsExactlyTheLimit()
    {
        var window = Window("a", 25);

        var decisions = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => AcquireAsync(window, 1), Cancellation)));

        Assert.Equal(25, decisions.Count(decision => decision.IsGranted));
        Assert.All(decisions.Where(decision => !decision.IsGranted), decision => Assert.True(decision.Windows[0].RetryIn > TimeSpan.Zero));
    }

    [Fact]
    public async Task Acquire_OtherSubject_IsNotAffected()
    {
        await AcquireAsync(Window("a", 1), 1);

        Assert.True((await AcquireAsync(Window("b", 1), 1)).IsGranted);
    }

    [Fact]
    public async Task Acquire_Nothing_IsGrantedWhileAnythingIsLeft()
    {
        var window = Window("a", 10);

        Assert.True((await AcquireAsync(window, 0)).IsGranted);
        await Store.ChargeAsync([new(window, 9)]);
        Assert.True((await AcquireAsync(window, 0)).IsGranted);
        await Store.ChargeAsync([new(window, 100)]);
        var refused = await AcquireAsync(window, 0);

        Assert.False(refused.IsGranted);
        Assert.Equal(109, refused.Windows[0].Used);
    }

    [Fact]
    public async Task Charge_BeyondTheLimit_LeavesWithItsWindow()
    {
        var window = Window("a", 10, Second);
        await Store.ChargeAsync([new(window, 1_000_000_000_000)]);

        var refused = await AcquireAsync(window, 0);
        await PassAsync(refused.Windows[0].RetryIn);
        var granted = await AcquireAsync(window, 1);

        Assert.False(refused.IsGranted);
        Assert.True(granted.IsGranted);
        Assert.Equal(1, granted.Windows[0].Used);
    }

    [Fact]
    public async Task Acquire_Granted_SaysWhenAllIsFreeAgain()
    {
        var window = Window("a", 10, 2 * Second);
        var granted = await AcquireAsync(window, 3);
        await PassAsync(granted.Windows[0].FreeIn);

        Assert.InRange(granted.Windows[0].FreeIn, 2 * Second, 2 * Second + Second / 25);
        Assert.Equal(0, (await AcquireAsync(window, 0)).Windows[0].Used);
    }

    [Fact]
    public async Task Open_ToTheLimit_ThenRefusesUntilOneCloses()
    {
        var leases = Enumerable.Range(0, 3).Select(_ => Lease(2, TimeSpan.FromMinutes(1))).ToArray();

        Assert.True(await Store.OpenAsync(leases[0], Cancellation));
        Assert.True(await Store.OpenAsync(leases[1], Cancellation));
        Assert.False(await Store.OpenAsync(leases[2], Cancellation));
        await Store.CloseAsync(leases[0]);

        Assert.True(await Store.OpenAsync(leases[2], Cancellation));
    }

    [Fact]
    public async Task Open_NotRenewed_EndsByItself()
    {
        await Store.OpenAsync(Lease(1, Second), Cancellation);
        var next = Lease(1, Second);

        Assert.False(await Store.OpenAsync(next, Cancellation));
        await PassAsync(1.2 * Second);

        Assert.True(await Store.OpenAsync(next, Cancellation));
    }

    [Fact]
    public async Task Renew_InTime_KeepsThePlace()
    {
        var held = Lease(1, 2 * Second);
        await Store.OpenAsync(held, Cancellation);
        for (var i = 0; i < 3; i++)
        {
            await PassAsync(Second);
            await Store.RenewAsync([held]);
        }

        Assert.False(await Store.OpenAsync(Lease(1, Second), Cancellation));
    }

    [Fact]
    public async Task Open_AllAtOnce_GrantsExactlyTheLimit()
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => Task.Run(
            async () => await Store.OpenAsync(Lease(50, TimeSpan.FromMinutes(1)), Cancellation), Cancellation)));

        Assert.Equal(50, opened.Count(isOpen => isOpen));
    }

    /// <summary>Whether time goes by only when a test says so.</summary>
    protected abstract bool IsVirtual { get; }

    private LimitWindow Window(string name, long limit, TimeSpan? length = null) => new($"{name}:{_subject}", limit, length ?? TimeSpan.FromMinutes(1));

    private LeaseClaim Lease(int limit, TimeSpan lifetime) => new($"places:{_subject}", limit, lifetime);

    private Task<LimitDecision> AcquireAsync(LimitWindow window, long amount) => AcquireAsync((window, amount));

    private Task<LimitDecision> AcquireAsync(params (LimitWindow Window, long Amount)[] claims) =>
        Store.AcquireAsync([.. claims.Select(claim => new LimitClaim(claim.Window, claim.Amount))], Cancellation).AsTask();
}
