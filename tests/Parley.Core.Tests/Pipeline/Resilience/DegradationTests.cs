using Microsoft.Extensions.DependencyInjection;
using Parley.Chat;
using Parley.Models;
using Parley.Identity;
using Parley.Pipeline.Degradation;
using Parley.Pipeline.Resilience;
using Parley.Testing;
using Parley.Testing.Databases;

namespace Parley.Core.Tests.Pipeline.Resilience;

public sealed class DegradationTests(PostgresFixture postgres)
{
    [Fact]
    public async Task ModelKeepsFailing_CircuitOpens_BuiltInAnswersUntilItIsBack()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server, settings: new()
        {
            ["Retries:MaxAttempts"] = "1",
            ["Breakers:OpenFor"] = "00:00:02",
        });
        var breakers = parley.Services.GetRequiredService<CircuitBreakers>();
        for (var i = 0; i < 5; i++)
        {
            Assert.NotNull((await AnswerAsync(parley, answer => answer.Fail(new ModelException(ModelErrorKind.Unavailable, "scripted", "It is down.")))).Problem);
        }

        Assert.Equal(CircuitState.Open, breakers.View("scripted", "script-1").State);
        Assert.Equal(DegradationLevel.Minimal, parley.Services.GetRequiredService<DegradationState>().Level);
        var meanwhile = await AnswerAsync(parley, speak: null);
        Assert.Equal(("offline", "minimal"), (meanwhile.Completed!.Provider, meanwhile.Completed.Degradation));
        Assert.Equal(5, parley.Model.Prompts.Count);

        await EventuallyAsync(() => breakers.View("scripted", "script-1").State is CircuitState.HalfOpen);
        var back = await AnswerAsync(parley, answer => answer.Say("Back").Finish());

        Assert.Equal(("scripted", "full"), (back.Completed!.Provider, back.Completed.Degradation));
        Assert.Equal(CircuitState.Closed, breakers.View("scripted", "script-1").State);
    }

    [Fact]
    public async Task SwitchedOff_ByAnOperatorOnOneNode_HoldsOnTheOther()
    {
        await using var first = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server);
        await using var second = await first.StartSecondAsync();

        await SetAsync(first, DegradationLevel.Offline);

        var other = second.Services.GetRequiredService<DegradationState>();
        await EventuallyAsync(() => other.Level is DegradationLevel.Offline);
        await SetAsync(first, DegradationLevel.Full);
        await EventuallyAsync(() => other.Level is DegradationLevel.Full);
    }

    private static Task<bool> SetAsync(TestParley parley, DegradationLevel level) => parley.AsAsync(Caller.Local, async db =>
    {
        await parley.Services.GetRequiredService<DegradationState>().SetAsync(db, level, TestContext.Current.CancellationToken);
        return true;
    });

    private static async Task<TurnAnswer> AnswerAsync(TestParley parley, Action<Testing.Models.ScriptedAnswer>? speak)
    {
        var turn = await parley.SendAsync("Hello");
        if (speak is not null)
        {
            speak(await parley.Model.AskedAsync());
        }

        return await TurnAnswer.ReadAsync(turn, null, TestContext.Current.CancellationToken);
    }

    private static async Task EventuallyAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            await Task.Delay(50, patience.Token);
        }
    }
}
