using Parley.Identity;
using Parley.Pipeline.Pacing;
using Parley.Testing;

namespace Parley.Core.Tests.Pipeline.Pacing;

public sealed class PacerTests
{
    private static readonly Caller Alice = new(Guid.CreateVersion7(), Guid.CreateVersion7());
    private static readonly Caller Bob = new(Guid.CreateVersion7(), Guid.CreateVersion7());
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Wait_ManyCalls_NoMinuteSeesMoreThanTheLimit()
    {
        using var pacer = New(new() { RequestsPerMinute = 60 }, new() { MaxWait = TimeSpan.FromMinutes(10) });
        var admitted = new List<double>();
        var calls = Enumerable.Range(0, 200).Select(async _ =>
        {
            Assert.Null(await pacer.WaitAsync(Alice, 1, _time, TestContext.Current.CancellationToken));
            lock (admitted)
            {
                admitted.Add(_time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0);
            }
        }).ToList();

        for (var i = 0; i < 700 && !calls.TrueForAll(call => call.IsCompleted); i++)
        {
            _time.Advance(TimeSpan.FromSeconds(0.5));

            // Those let through have written down when, before the clock goes on.
            while (Admitted() + pacer.Waiting < calls.Count)
            {
                await Task.Delay(1, TestContext.Current.CancellationToken);
            }
        }

        await Task.WhenAll(calls).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.All(admitted, start => Assert.InRange(admitted.Count(at => at >= start && at < start + 60), 1, 60));
        Assert.InRange(admitted.Max() - admitted.Min(), 150, 260);

        int Admitted()
        {
            lock (admitted)
            {
                return admitted.Count;
            }
        }
    }

    [Fact]
    public async Task Wait_OneCallerFillsTheQueue_AnotherTakesTurnsWithHim()
    {
        using var pacer = New(new() { RequestsPerMinute = 6 }, new() { MaxWait = TimeSpan.FromMinutes(10) });
        var order = new List<Caller>();
        var calls = new List<Task>();
        for (var i = 0; i < 8; i++)
        {
            calls.Add(EnterAsync(Alice));
        }

        calls.Add(EnterAsync(Bob));
        for (var i = 0; i < 200 && !calls.TrueForAll(call => call.IsCompleted); i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        await Task.WhenAll(calls);
        Assert.InRange(order.IndexOf(Bob), 1, 3);

        async Task EnterAsync(Caller caller)
        {
            Assert.Null(await pacer.WaitAsync(caller, 1, _time, TestContext.Current.CancellationToken));
            lock (order)
            {
                order.Add(caller);
            }
        }
    }

    [Fact]
    public async Task Wait_TooLong_IsRefusedAndLeavesTheQueue()
    {
        using var pacer = New(new() { RequestsPerMinute = 1 }, new() { MaxWait = TimeSpan.FromSeconds(10) });
        Assert.Null(await pacer.WaitAsync(Alice, 1, _time, TestContext.Current.CancellationToken));

        var second = pacer.WaitAsync(Alice, 1, _time, TestContext.Current.CancellationToken).AsTask();
        _time.Advance(TimeSpan.FromSeconds(11));

        Assert.InRange((await second)!.Value.TotalSeconds, 40, 60);
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Null(await pacer.WaitAsync(Bob, 1, _time, TestContext.Current.CancellationToken));
        Assert.Equal(0, pacer.Waiting);
    }

    [Fact]
    public async Task Wait_QueueFull_IsRefusedAtOnce()
    {
        using var pacer = New(new() { RequestsPerMinute = 1 }, new() { MaxWaiting = 1 });
        Assert.Null(await pacer.WaitAsync(Alice, 1, _time, TestContext.Current.CancellationToken));
        var waiting = pacer.WaitAsync(Alice, 1, _time, TestContext.Current.CancellationToken);

        Assert.NotNull(await pacer.WaitAsync(Bob, 1, _time, TestContext.Current.CancellationToken));

        _time.Advance(TimeSpan.FromSeconds(61));
        await waiting;
    }

    [Fact]
    public async Task Wait_CallerLeaves_GivesItsTurnToTheNext()
    {
        using var pacer = New(new() { RequestsPerMinute = 1 }, new() { MaxWait = TimeSpan.FromMinutes(5) });
        Assert.Null(await pacer.WaitAsync(Alice, 1, _time, TestContext.Current.CancellationToken));
        using var leaving = new CancellationTokenSource();
        var left = pacer.WaitAsync(Alice, 1, _time, leaving.Token).AsTask();
        var next = pacer.WaitAsync(Bob, 1, _time, TestContext.Current.CancellationToken).AsTask();

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        _time.Advance(TimeSpan.FromSeconds(61));

        Assert.Null(await next.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Correct_CallUsedMoreThanExpected_TheNextWaitsForIt()
    {
        using var pacer = New(new() { TokensPerMinute = 6_000 }, new() { MaxWait = TimeSpan.Zero });
        Assert.Null(await pacer.WaitAsync(Alice, 100, _time, TestContext.Current.CancellationToken));

        pacer.Correct(5_900);

        Assert.InRange((await pacer.WaitAsync(Alice, 100, _time, TestContext.Current.CancellationToken))!.Value.TotalSeconds, 55, 65);
    }

    private Pacer New(PacingLimits limits, PacingOptions options) => new(limits, options, _time);
}
