using Microsoft.EntityFrameworkCore;
using Parley.Chat;
using Parley.Identity;
using Parley.Testing;
using Parley.Testing.Databases;

namespace Parley.Core.Tests.Chat;

public sealed class TurnKeeperTests(PostgresFixture postgres)
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task Keeper_NobodyReads_CancelsAfterTheGrace()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server, _clock);
        var turn = await parley.SendAsync("Hello");
        var model = await parley.Model.AskedAsync();
        model.Say("partial");

        await AdvanceUntilAsync(turn.Running!.Completion, TimeSpan.FromSeconds(20));

        Assert.True(model.HungUp.IsCancellationRequested);
        Assert.Equal(TurnStatus.Cancelled, await StatusAsync(parley));
    }

    [Fact]
    public async Task Keeper_SomebodyReads_GoesOnToTheLongestTurnAndNoFurther()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server, _clock);
        var turn = await parley.SendAsync("Hello");
        var model = await parley.Model.AskedAsync();
        using var reader = turn.Log.Read(0, TestContext.Current.CancellationToken);

        for (var elapsed = 0; elapsed < 270; elapsed += 20)
        {
            await AdvanceAsync(TimeSpan.FromSeconds(20));
            model.Say("still here ");
            await reader.WaitAsync();
            while (reader.TryRead(out _))
            {
            }

            Assert.False(turn.Running!.Completion.IsCompleted);
        }

        await AdvanceUntilAsync(turn.Running!.Completion, TimeSpan.FromSeconds(25));
        Assert.Equal(TurnStatus.Failed, await StatusAsync(parley));
    }

    [Fact]
    public async Task Keeper_ModelPausesAfterAFewTokens_TheyAreStoredMeanwhile()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server, _clock);
        var turn = await parley.SendAsync("Hello");
        var model = await parley.Model.AskedAsync();
        model.Say("only", " a", " few");
        using var reader = turn.Log.Read(2, TestContext.Current.CancellationToken);
        await reader.WaitAsync();

        await AdvanceAsync(TimeSpan.FromSeconds(1));

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await parley.AsAsync(Caller.Local, db => db.TurnEvents.CountAsync(limit.Token)) == 0)
        {
            await AdvanceAsync(TimeSpan.FromMilliseconds(250));
        }

        // A turn still running would be waited for at the stop.
        model.Finish();
        await turn.Running!.Completion.WaitAsync(limit.Token);
    }

    private static Task<TurnStatus> StatusAsync(TestParley parley) =>
        parley.AsAsync(Caller.Local, db => db.Turns.Select(turn => turn.Status).SingleAsync());

    /// <summary>In the keeper's steps, so that no tick of its timer is skipped.</summary>
    private async Task AdvanceAsync(TimeSpan by)
    {
        for (var passed = TimeSpan.Zero; passed < by; passed += TimeSpan.FromMilliseconds(250))
        {
            _clock.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Yield();
        }
    }

    private async Task AdvanceUntilAsync(Task end, TimeSpan atMost)
    {
        for (var passed = TimeSpan.Zero; passed < atMost && !end.IsCompleted; passed += TimeSpan.FromMilliseconds(250))
        {
            _clock.Advance(TimeSpan.FromMilliseconds(250));
            await Task.WhenAny(end, Task.Delay(5));
        }

        await end.WaitAsync(TimeSpan.FromSeconds(20));
    }
}
