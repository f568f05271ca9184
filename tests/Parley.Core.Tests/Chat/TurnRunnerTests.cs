using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;
using Parley.Chat;
using Parley.Errors;
using Parley.Identity;
using Parley.Models;
using Parley.Testing;
using Parley.Testing.Databases;

namespace Parley.Core.Tests.Chat;

public sealed class TurnRunnerTests(PostgresFixture postgres)
{
    public static TheoryData<TestDatabase> Databases => [TestDatabase.Sqlite, TestDatabase.Postgres];

    [Theory, MemberData(nameof(Databases))]
    public async Task Start_NewConversation_UserMessageIsStoredBeforeTheModelIsAsked(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);

        var turn = await parley.SendAsync("Hello there");
        var answer = await parley.Model.AskedAsync();

        var stored = await parley.AsAsync(Caller.Local, db => db.Messages.SingleAsync(m => m.Role == MessageRole.User));
        Assert.Equal((turn.UserMessageId, "Hello there"), (stored.Id, stored.Content));
        Assert.Equal("Hello there", answer.Prompt[^1].Text);
        answer.Finish();
        await turn.Running!.Completion;
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Start_ModelAnswers_AnswerAndUsageAreStoredBeforeComplete(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        parley.Model.AlwaysSays = ["Good", " morning"];

        var turn = await parley.SendAsync("Hello");
        var answer = await TurnAnswer.ReadAsync(turn, null, TestContext.Current.CancellationToken);

        Assert.Equal("Good morning", answer.Content);
        Assert.Equal(("stop", 10, "Hello"), (answer.Completed!.FinishReason, answer.Completed.TotalTokens, answer.Completed.Title));
        var (message, record) = await ReadAsync(parley, turn);
        Assert.Equal("Good morning", message.Content);
        Assert.Equal((TurnStatus.Complete, 7, 3), (record.Status, record.PromptTokens, record.CompletionTokens));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Start_SecondMessage_ModelReadsTheConversation(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        parley.Model.AlwaysSays = ["Answer"];
        var first = await parley.SendAsync("One");
        await first.Running!.Completion;

        var second = await parley.SendAsync("Two", first.ConversationId);
        await second.Running!.Completion;

        Assert.Equal(["One", "Answer", "Two"], parley.Model.Prompts.Last().Where(m => m.Role != ChatRole.System).Select(m => m.Text));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Start_TurnRuns_RefusesASecondAndStoresNothing(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        var turn = await parley.SendAsync("One");

        var error = await Assert.ThrowsAsync<AppException>(() => parley.SendAsync("Two", turn.ConversationId));

        Assert.Equal(ErrorCode.TurnInProgress, error.Code);
        Assert.Equal(2, await parley.AsAsync(Caller.Local, db => db.Messages.CountAsync()));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Start_SameIdempotencyKeyInParallel_IsOneTurn(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        parley.Model.AlwaysSays = ["Once"];
        var request = new TurnRequest { Message = "Pay", IdempotencyKey = "key-1" };

        var turns = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => parley.SendAsync(request)));
        var answers = await Task.WhenAll(turns.Select(t => TurnAnswer.ReadAsync(t, null, TestContext.Current.CancellationToken)));

        Assert.Single(turns.Select(turn => turn.Id).Distinct());
        Assert.All(answers, answer => Assert.Equal("Once", answer.Content));
        Assert.Single(parley.Model.Prompts);
        Assert.Equal(1, await parley.AsAsync(Caller.Local, db => db.Conversations.CountAsync()));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Start_KeyUsedForSomethingElse_Conflicts(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        parley.Model.AlwaysSays = ["Once"];
        await parley.SendAsync(new TurnRequest { Message = "Pay", IdempotencyKey = "key-1" });

        var error = await Assert.ThrowsAsync<AppException>(
            () => parley.SendAsync(new TurnRequest { Message = "Pay twice", IdempotencyKey = "key-1" }));

        Assert.Equal(ErrorCode.Conflict, error.Code);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Stop_MidAnswer_KeepsThePartialAnswerAndHangsUp(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        var turn = await parley.SendAsync("Tell me");
        var model = await parley.Model.AskedAsync();
        model.Say("Once", " upon");
        await ReadTokensAsync(turn, 2);

        turn.Running!.Stop();
        var answer = await TurnAnswer.ReadAsync(turn, null, TestContext.Current.CancellationToken);

        Assert.True(model.HungUp.IsCancellationRequested);
        Assert.Equal("cancelled", answer.Completed!.FinishReason);
        var (message, record) = await ReadAsync(parley, turn);
        Assert.Equal(("Once upon", TurnStatus.Cancelled), (message.Content, record.Status));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Start_ProviderBreaksMidAnswer_IsFailedAndKeepsWhatWasSaid(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        var turn = await parley.SendAsync("Tell me");
        (await parley.Model.AskedAsync()).Say("Once").Fail(new ModelException(ModelErrorKind.Unavailable, "scripted", "It broke."));

        var answer = await TurnAnswer.ReadAsync(turn, null, TestContext.Current.CancellationToken);

        Assert.Null(answer.Completed);
        Assert.Equal(("LLM_PROVIDER_ERROR", true), (answer.Problem!.Code, answer.Problem.Retryable));
        var (message, record) = await ReadAsync(parley, turn);
        Assert.Equal(("Once", TurnStatus.Failed, "LLM_PROVIDER_ERROR"), (message.Content, record.Status, record.ErrorCode));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Start_ModelSaysNothing_IsNotASuccess(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        parley.Model.AlwaysSays = [];

        var answer = await TurnAnswer.ReadAsync(await parley.SendAsync("Hello"), null, TestContext.Current.CancellationToken);

        Assert.Equal("LLM_PROVIDER_ERROR", answer.Problem!.Code);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Start_ModelSendsNulAndSplitSurrogates_TextIsStoredWhole(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        parley.Model.AlwaysSays = ["a\0b", " \ud83d", "\ude00", " end\ud83d"];

        var turn = await parley.SendAsync("Hello");
        await turn.Running!.Completion;

        Assert.Equal("a\ufffdb \ud83d\ude00 end\ufffd", (await ReadAsync(parley, turn)).Message.Content);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Regenerate_LastAnswer_IsReplacedOnThePathAndKept(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        parley.Model.AlwaysSays = ["First"];
        var first = await parley.SendAsync("Question");
        await first.Running!.Completion;
        parley.Model.AlwaysSays = ["Second"];

        var again = await parley.SendAsync(new TurnRequest { ConversationId = first.ConversationId, Regenerates = true });
        await again.Running!.Completion;

        Assert.Equal(first.UserMessageId, again.UserMessageId);
        Assert.Equal("Question", parley.Model.Prompts.Last()[^1].Text);
        Assert.Equal(3, await parley.AsAsync(Caller.Local, db => db.Messages.CountAsync()));
        var path = await parley.AsAsync(Caller.Local, async db => await ConversationPath.ToAsync(
            db, first.ConversationId, (await db.Conversations.SingleAsync()).HeadId, TestContext.Current.CancellationToken));
        Assert.Equal([first.UserMessageId, again.AnswerId], path);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Regenerate_UnknownMessage_IsNotFound(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        parley.Model.AlwaysSays = ["First"];
        var first = await parley.SendAsync("Question");
        await first.Running!.Completion;
        var request = new TurnRequest { ConversationId = first.ConversationId, Regenerates = true, RegenerateId = default(MessageId) };

        var error = await Assert.ThrowsAsync<AppException>(() => parley.SendAsync(request));

        Assert.Equal(ErrorCode.NotFound, error.Code);
        Assert.Single(parley.Model.Prompts);
    }

    [Fact]
    public async Task Start_ModelTheProviderCannotServe_StoresNothing()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server);

        var error = await Assert.ThrowsAsync<AppException>(
            () => parley.SendAsync(new TurnRequest { Message = "Hello", Provider = "offline", Model = "zz" }));

        Assert.Contains("model", error.Errors!.Keys);
        Assert.Equal(0, await parley.AsAsync(Caller.Local, db => db.Conversations.CountAsync()));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Start_HalfCharactersInMessageAndAnswer_AreStoredAsReplacements(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        parley.Model.AlwaysSays = ["x\udc00y", "\ud83d!"];

        var turn = await parley.SendAsync("a" + new string(' ', 238) + "\ud83d\ude00 tail");
        await turn.Running!.Completion;

        Assert.Equal("x\ufffdy\ufffd!", (await ReadAsync(parley, turn)).Message.Content);
        Assert.Equal("a", await parley.AsAsync(Caller.Local, db => db.Conversations.Select(c => c.Title).SingleAsync()));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Start_AnotherPersonsConversation_IsNotFound(TestDatabase database)
    {
        await using var parley = await TestParley.StartAsync(database, postgres.Server);
        parley.Model.AlwaysSays = ["Mine"];
        var mine = await parley.SendAsync("Private");
        await mine.Running!.Completion;
        Caller[] others = [Caller.Local with { UserId = Guid.CreateVersion7() }, Caller.Local with { TenantId = Guid.CreateVersion7() }];

        foreach (var other in others)
        {
            var error = await Assert.ThrowsAsync<AppException>(
                () => parley.SendAsync(new TurnRequest { Message = "Let me in", ConversationId = mine.ConversationId }, other));
            Assert.Equal(ErrorCode.ConversationNotFound, error.Code);
            Assert.Equal(0, await parley.AsAsync(other, db => db.Messages.CountAsync()));
        }
    }

    [Theory]
    [InlineData("", "message")]
    [InlineData("  \n ", "message")]
    [InlineData("nul \0 inside", "message")]
    public async Task Start_BadMessage_NamesTheFieldAndStoresNothing(string message, string field)
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server);

        var error = await Assert.ThrowsAsync<AppException>(() => parley.SendAsync(message));

        Assert.Equal(ErrorCode.ValidationError, error.Code);
        Assert.Contains(field, error.Errors!.Keys);
        Assert.Equal(0, await parley.AsAsync(Caller.Local, db => db.Conversations.CountAsync()));
    }

    [Fact]
    public async Task Start_EverythingWrong_NamesEveryField()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server);
        var request = new TurnRequest
        {
            Message = new string('x', TurnOptions.MaxMessageLength + 1), Temperature = 9, MaxTokens = 0, Model = "", IdempotencyKey = "ä",
        };

        var error = await Assert.ThrowsAsync<AppException>(() => parley.SendAsync(request));

        Assert.Equal(["Idempotency-Key", "max_tokens", "message", "model", "temperature"], error.Errors!.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("100,000", error.Message, StringComparison.Ordinal);
    }

    private static async Task ReadTokensAsync(TurnView turn, int count)
    {
        using var reader = turn.Log.Read(0, TestContext.Current.CancellationToken);
        for (var seen = 0; seen < count;)
        {
            await reader.WaitAsync();
            while (reader.TryRead(out _))
            {
                seen++;
            }
        }
    }

    private static Task<(Message Message, Turn Turn)> ReadAsync(TestParley parley, TurnView turn) => parley.AsAsync(
        Caller.Local,
        async db => (await db.Messages.SingleAsync(m => m.Id == turn.AnswerId), await db.Turns.SingleAsync(t => t.Id == turn.Id)));
}
