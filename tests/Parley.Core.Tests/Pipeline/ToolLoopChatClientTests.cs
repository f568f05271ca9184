using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Parley.Pipeline;
using Parley.Pipeline.ToolLoop;
using Parley.Testing;
using Xunit;

namespace Parley.Core.Tests.Pipeline;

public sealed class ToolLoopChatClientTests : IDisposable
{
    private static readonly AIFunction Double = AIFunctionFactory.Create((int x) => 2 * x, "double");

    private readonly FakeChatClient _model = new();
    private readonly ServiceProvider _services = new ServiceCollection().BuildServiceProvider();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _services.Dispose();
        _model.Dispose();
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_ModelCalls_GetsTheResultAndAnswers(bool streaming)
    {
        _model.Call(Call("a", 21)).Answer("It is 42");

        var response = await SendAsync(streaming, Double);

        Assert.Equal("It is 42", response.Text);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
        Assert.Equal([ChatRole.Assistant, ChatRole.Tool, ChatRole.Assistant], response.Messages.Select(message => message.Role));
        var last = _model.Requests[1].Messages;
        Assert.Equal(["a"], last[^2].Contents.OfType<FunctionCallContent>().Select(call => call.CallId));
        Assert.Equal("42", Assert.Single(last[^1].Contents.OfType<FunctionResultContent>()).Result?.ToString());
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_SeveralRounds_SumsTheirUsage(bool streaming)
    {
        _model.Call(Call("a", 1)).Call(Call("b", 2), Call("c", 3)).Answer("one two three");

        var response = await SendAsync(streaming, Double);

        // 10 in for every round; out: a call, two calls, three words.
        Assert.Equal(30, response.Usage?.InputTokenCount);
        Assert.Equal(6, response.Usage?.OutputTokenCount);
    }

    [Fact]
    public async Task Stream_ModelCalls_ShowsTheStepsAsTheyHappen()
    {
        _model.Then((_, _) => Updates(new(ChatRole.Assistant, "I look. "), new(ChatRole.Assistant, [Call("a", 21)]) { FinishReason = ChatFinishReason.ToolCalls }))
            .Answer("Done");

        var (updates, failure) = await Client().GetStreamingResponseAsync("Hello", Options(Double), CancellationToken).CollectAsync();

        Assert.Null(failure);
        var steps = updates.SelectMany(update => update.Contents).Where(content => content is not UsageContent).Select(content => content.GetType().Name);
        Assert.Equal(["TextContent", "FunctionCallContent", "FunctionResultContent", "TextContent"], steps);
        Assert.Equal(ChatFinishReason.Stop, Assert.Single(updates, update => update.FinishReason is not null).FinishReason);
        Assert.Equal("I look. ", _model.Requests[1].Messages[1].Text);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_ForeignCall_IsPassedOnAndEndsTheAnswer(bool streaming)
    {
        _model.Call(Call("a", 1), new FunctionCallContent("b", "theirs")).Answer("never");

        var response = await SendAsync(streaming, Double, AIFunctionFactory.CreateDeclaration("theirs", null, Double.JsonSchema));

        Assert.Equal(ChatFinishReason.ToolCalls, response.FinishReason);
        Assert.Equal(2, response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().Count());
        Assert.Single(_model.Requests);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_ToolThatNeedsApproval_IsNotRun(bool streaming)
    {
        var ran = false;
        var risky = new ApprovalRequiredAIFunction(AIFunctionFactory.Create(() => ran = true, "risky"));
        _model.Call(new FunctionCallContent("a", "risky")).Answer("never");

        var response = await SendAsync(streaming, risky);

        Assert.False(ran);
        Assert.Equal(ChatFinishReason.ToolCalls, response.FinishReason);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_ModelNeverStopsCalling_MustAnswerAfterTheLastRound(bool streaming)
    {
        _model.Call(Call("a", 1));

        var response = await SendAsync(streaming, Double);

        Assert.Equal(9, _model.Requests.Count);
        Assert.All(_model.Requests.SkipLast(1), request => Assert.IsNotType<NoneChatToolMode>(request.Options!.ToolMode));
        Assert.IsType<NoneChatToolMode>(_model.Requests[^1].Options!.ToolMode);
        // The call after the last round, which nobody would answer, is kept from the caller.
        var contents = response.Messages.SelectMany(message => message.Contents).ToList();
        Assert.Equal(8, contents.OfType<FunctionCallContent>().Count());
        Assert.Equal(8, contents.OfType<FunctionResultContent>().Count());
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_CallDemanded_IsDemandedOnce(bool streaming)
    {
        _model.Call(Call("a", 1)).Answer("Done");
        var options = Options(Double);
        options.ToolMode = ChatToolMode.RequireAny;

        await Client().SendAsync("Hello", streaming, options, CancellationToken);

        Assert.IsType<AutoChatToolMode>(_model.Requests[1].Options!.ToolMode);
        Assert.IsType<RequiredChatToolMode>(options.ToolMode);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_NoTools_IsLeftAlone(bool streaming)
    {
        _model.Call(Call("a", 1));

        var response = await Client().SendAsync("Hello", streaming, cancellationToken: CancellationToken);

        Assert.Equal(ChatFinishReason.ToolCalls, response.FinishReason);
        Assert.Single(_model.Requests);
    }

    [Fact]
    public async Task Stream_BreaksInTheSecondRound_HasToldTheUsageOfTheFirst()
    {
        _model.Call(Call("a", 1)).Throw(new InvalidOperationException("broken"), "half an");

        var (updates, failure) = await Client().GetStreamingResponseAsync("Hello", Options(Double), CancellationToken).CollectAsync();

        Assert.IsType<InvalidOperationException>(failure);
        Assert.Single(updates.SelectMany(update => update.Contents).OfType<UsageContent>());
        Assert.All(updates, update => Assert.Null(update.FinishReason));
    }

    private static FunctionCallContent Call(string id, int x) => new(id, "double", new Dictionary<string, object?> { ["x"] = x });

    private static ChatOptions Options(params AITool[] tools) => new() { Tools = [.. tools] };

    private static async IAsyncEnumerable<ChatResponseUpdate> Updates(params ChatResponseUpdate[] updates)
    {
        foreach (var update in updates)
        {
            await Task.Yield();
            yield return update;
        }
    }

    private IChatClient Client() => _model.AsBuilder().UseTools(new ToolLoopOptions()).Build(_services);

    private Task<ChatResponse> SendAsync(bool streaming, params AITool[] tools) =>
        Client().SendAsync("Hello", streaming, Options(tools), CancellationToken);
}
