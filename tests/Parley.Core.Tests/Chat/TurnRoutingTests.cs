using Microsoft.EntityFrameworkCore;
using Parley.Chat;
using Parley.Errors;
using Parley.Identity;
using Parley.Models.Routing;
using Parley.Testing;
using Parley.Testing.Databases;

namespace Parley.Core.Tests.Chat;

public sealed class TurnRoutingTests(PostgresFixture postgres)
{
    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Routing:Enabled"] = "true",
        ["Routing:Tiers:Economy:0"] = "scripted/small",
        ["Routing:Tiers:Premium:0"] = "scripted/large",
    };

    public static TheoryData<TestDatabase> Databases => [TestDatabase.Sqlite, TestDatabase.Postgres];

    [Theory, MemberData(nameof(Databases))]
    public async Task Start_RoutingIsOn_ModelTierAndReasonAreRecorded(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server, settings: Settings);
        parley.Model.AlwaysSays = ["Hi"];

        var hard = await AnswerAsync(parley, new() { Message = "Prove that the square root of 3 is irrational." });
        var easy = await AnswerAsync(parley, new() { Message = "Thanks!", ConversationId = hard.ConversationId });
        var again = await AnswerAsync(parley, new() { ConversationId = hard.ConversationId, Regenerates = true, RegenerateId = hard.UserMessageId });

        Assert.Equal(("large", "premium"), (hard.Model, hard.Route!.Tier));
        Assert.Equal(("small", "economy"), (easy.Model, easy.Route!.Tier));
        Assert.Equal(("large", "premium"), (again.Model, again.Route!.Tier));
        var turn = await parley.AsAsync(Caller.Local, db => db.Turns.SingleAsync(t => t.Id == hard.TurnId));
        Assert.Equal((RouteTier.Premium, hard.Route.Reason, "large"), (turn.RouteTier, turn.RouteReason, turn.Model));
    }

    [Fact]
    public async Task Start_RequestNamesItsModel_IsRecordedAsThat()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server, settings: Settings);
        parley.Model.AlwaysSays = ["Hi"];

        var answer = await AnswerAsync(parley, new() { Message = "Hello", Model = "other" });

        Assert.Equal(("other", null, "chosen by the request"), (answer.Model, answer.Route!.Tier, answer.Route.Reason));
    }

    [Fact]
    public async Task Start_RoutingIsOff_NothingIsRecordedAndAutoIsRefused()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server);
        parley.Model.AlwaysSays = ["Hi"];

        var answer = await AnswerAsync(parley, new() { Message = "Hello" });
        var error = await Assert.ThrowsAsync<AppException>(() => parley.SendAsync(new TurnRequest { Message = "Hello", Model = "auto" }));

        Assert.Null(answer.Route);
        Assert.Equal(["model"], error.Errors!.Keys);
    }

    [Fact]
    public async Task Start_HistoryDoesNotFit_CompleteSaysWhatWasCut()
    {
        await using var parley = await TestParley.StartAsync(
            TestDatabase.Sqlite, postgres.Server, settings: new() { ["Context:HistoryTokens"] = "256" });
        parley.Model.AlwaysSays = [string.Concat(Enumerable.Range(0, 300).Select(i => $"Word{i} follows word{i + 1}. "))];

        var first = await AnswerAsync(parley, new() { Message = "Tell me." });
        var second = await AnswerAsync(parley, new() { Message = "And then?", ConversationId = first.ConversationId });

        Assert.Null(first.Context);
        Assert.Equal((1, 1), (second.Context!.Dropped, second.Context.Shortened));
        Assert.True(second.Context.TokensSaved > 1000);
        Assert.StartsWith("[shortened]", parley.Model.Prompts.Last()[^2].Text, StringComparison.Ordinal);
    }

    private static async Task<TurnCompleted> AnswerAsync(TestParley parley, TurnRequest request)
    {
        var answer = await TurnAnswer.ReadAsync(await parley.SendAsync(request), null, TestContext.Current.CancellationToken);
        return answer.Completed ?? throw new InvalidOperationException(answer.Problem!.Detail);
    }
}
