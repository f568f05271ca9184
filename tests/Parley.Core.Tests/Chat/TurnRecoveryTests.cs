using Microsoft.EntityFrameworkCore;
using Parley.Chat;
using Parley.Identity;
using Parley.Testing;
using Parley.Testing.Databases;

namespace Parley.Core.Tests.Chat;

public sealed class TurnRecoveryTests(PostgresFixture postgres)
{
    public static TheoryData<TestDatabase> Databases => TurnRunnerTests.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task Start_AfterACrash_InterruptsTheTurnAndKeepsWhatWasDurable(TestDatabase database)
    {
        await using var first = await TestParley.StartAsync(database, postgres.Server);
        var turn = await first.SendAsync("Tell me");
        var spoken = Enumerable.Range(0, 100).Select(i => $"word{i} ").ToArray();
        (await first.Model.AskedAsync()).Say(spoken);
        await EventuallyAsync(() => StoredEventsAsync(first), stored => stored >= 96);

        await first.CrashAsync();
        await using var second = await first.StartSecondAsync();

        var (message, record) = await second.AsAsync(
            Caller.Local, async db => (await db.Messages.SingleAsync(m => m.Id == turn.AnswerId), await db.Turns.SingleAsync()));
        Assert.Equal(TurnStatus.Interrupted, record.Status);
        Assert.StartsWith(string.Concat(spoken[..96]), message.Content, StringComparison.Ordinal);
        Assert.StartsWith(message.Content, string.Concat(spoken), StringComparison.Ordinal);
        second.Model.AlwaysSays = ["On we go"];
        var next = await second.SendAsync("Go on", turn.ConversationId);
        await next.Running!.Completion;
        Assert.Contains(second.Model.Prompts.Single(), m => m.Text == message.Content);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Start_AnotherProcessIsAnswering_LeavesItsTurnAlone(TestDatabase database)
    {
        await using var first = await TestParley.StartAsync(database, postgres.Server);
        var turn = await first.SendAsync("Tell me");
        var model = await first.Model.AskedAsync();

        await using var second = await first.StartSecondAsync();

        model.Say("All well").Finish();
        await turn.Running!.Completion;
        Assert.Equal(TurnStatus.Complete, await second.AsAsync(Caller.Local, db => db.Turns.Select(t => t.Status).SingleAsync()));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Open_InterruptedTurn_EndsBehindEverythingTheClientCanHaveSeen(TestDatabase database)
    {
        await using var first = await TestParley.StartAsync(database, postgres.Server);
        var turn = await first.SendAsync("Tell me");
        (await first.Model.AskedAsync()).Say(Enumerable.Repeat("word ", 50).ToArray());
        await EventuallyAsync(() => StoredEventsAsync(first), stored => stored >= 32);
        var seen = turn.Log.LastSequence;
        await first.CrashAsync();
        await using var second = await first.StartSecondAsync();

        var log = await second.AsAsync(Caller.Local, db => TurnStore.LoadLogAsync(db, turn.Id, TestContext.Current.CancellationToken));

        var rest = log!.Snapshot(seen);
        Assert.Equal(TurnEventKind.Error, Assert.Single(rest).Kind);
    }

    private static Task<int> StoredEventsAsync(TestParley parley) => parley.AsAsync(Caller.Local, async db =>
        (await db.TurnEvents.AsNoTracking().ToListAsync()).Sum(batch => TurnEventCodec.Decode(batch).Count()));

    private static async Task EventuallyAsync(Func<Task<int>> read, Func<int, bool> done)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!done(await read()))
        {
            await Task.Delay(20, limit.Token);
        }
    }
}
