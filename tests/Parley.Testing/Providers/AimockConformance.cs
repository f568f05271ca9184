using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Parley.Models;
using Parley.Pipeline;
using Parley.Pipeline.Resilience;
using Parley.Pipeline.ToolLoop;
using Xunit;

namespace Parley.Testing;

/// <summary>
/// The promises of <see cref="ProviderConformance"/> that a fake written by others can put to the test: a format
/// misunderstood in the same way on both sides of ours would go unnoticed there.
/// </summary>
public abstract class AimockConformance(AimockServer aimock) : IClassFixture<AimockServer>
{
    private static readonly AIFunction Weather = AIFunctionFactory.Create(
        (string city, string unit = "kelvin") => $"21 degrees {unit} in {city}", "get_weather", "Tells the weather.");

    /// <summary>Whether an answer can be refused for its content.</summary>
    protected virtual bool KnowsContentFilter => true;

    /// <summary>Whether this fake can tell the answer's end by length in this provider's format.</summary>
    protected virtual bool FakeTellsLength => true;

    private static readonly IServiceProvider NoServices = new ServiceCollection().BuildServiceProvider();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    private IChatClient Client => Create(aimock.BaseUrl.ToString()).ChatClient;

    protected abstract IModelProvider Create(string baseUrl);

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_Question_IsAnswered(bool streaming)
    {
        var response = await Client.SendAsync("Good day", streaming, cancellationToken: CancellationToken);

        Assert.Equal("Hello from the other fake.", response.Text);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
        Assert.False(string.IsNullOrEmpty(response.ModelId));
        Assert.NotNull(response.Usage?.OutputTokenCount);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_ToolsUsed_TheirResultsAreUnderstood(bool streaming)
    {
        var client = Client.AsBuilder().UseTools(new ToolLoopOptions()).Build(NoServices);

        var response = await client.SendAsync("What is the weather?", streaming, new ChatOptions { Tools = [Weather] }, CancellationToken);

        Assert.EndsWith("It is 21 degrees.", response.Text, StringComparison.Ordinal);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
        var contents = response.Messages.SelectMany(message => message.Contents).ToList();
        Assert.Equal(["Paris", "Rome"], contents.OfType<FunctionCallContent>().Select(call => call.Arguments!["city"]!.ToString()));
        Assert.Equal(2, contents.OfType<FunctionResultContent>().Count());
        Assert.Contains("21 degrees celsius in Paris", contents.OfType<FunctionResultContent>().First().Result?.ToString(), StringComparison.Ordinal);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_SystemPromptAndImage_AreUnderstood(bool streaming)
    {
        var image = new DataContent(new byte[] { 1, 2, 3, 250 }, "image/png");
        var marker = Guid.NewGuid().ToString("N");
        ChatMessage[] messages = [new(ChatRole.System, "Be kind, " + marker), new(ChatRole.User, [new TextContent("What is this?"), image])];

        await Client.SendAsync(messages, streaming, cancellationToken: CancellationToken);

        var request = Assert.Single(await aimock.RequestsAsync(CancellationToken), body => body.GetRawText().Contains(marker, StringComparison.Ordinal));
        var roles = request.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("role").GetString());
        Assert.Equal(["system", "user"], roles);
    }

    [Theory]
    [InlineData("status-400", ModelErrorKind.InvalidRequest, false), InlineData("status-400", ModelErrorKind.InvalidRequest, true)]
    [InlineData("status-401", ModelErrorKind.Authentication, false), InlineData("status-401", ModelErrorKind.Authentication, true)]
    [InlineData("status-403", ModelErrorKind.Authentication, false), InlineData("status-403", ModelErrorKind.Authentication, true)]
    [InlineData("status-404", ModelErrorKind.ModelNotFound, false), InlineData("status-404", ModelErrorKind.ModelNotFound, true)]
    [InlineData("status-429", ModelErrorKind.RateLimited, false), InlineData("status-429", ModelErrorKind.RateLimited, true)]
    [InlineData("status-500", ModelErrorKind.Unavailable, false), InlineData("status-500", ModelErrorKind.Unavailable, true)]
    [InlineData("status-503", ModelErrorKind.Unavailable, false), InlineData("status-503", ModelErrorKind.Unavailable, true)]
    [InlineData("status-529", ModelErrorKind.Unavailable, false), InlineData("status-529", ModelErrorKind.Unavailable, true)]
    [InlineData("be malformed", ModelErrorKind.Unavailable, false), InlineData("be malformed", ModelErrorKind.Unavailable, true)]
    [InlineData("hang up", ModelErrorKind.Unavailable, false), InlineData("hang up", ModelErrorKind.Unavailable, true)]
    [InlineData("cut the stream", ModelErrorKind.Unavailable, true)]
    public async Task Send_ItFails_SaysWhy(string prompt, ModelErrorKind kind, bool streaming)
    {
        var error = await Assert.ThrowsAsync<ModelException>(() => Client.SendAsync(prompt, streaming, cancellationToken: CancellationToken));

        Assert.Equal(kind, error.Kind);
        Assert.Equal(kind is ModelErrorKind.RateLimited ? TimeSpan.FromSeconds(7) : null, error.RetryAfter);
    }

    [Fact]
    public async Task Stream_TooSlow_IsATimeout()
    {
        var limit = TimeSpan.FromMilliseconds(250);
        var client = Client.AsBuilder().UseTimeout(new TimeoutOptions { FirstToken = limit, BetweenTokens = limit }).Build(NoServices);

        var error = await Assert.ThrowsAsync<ModelException>(() => client.SendAsync("be slow", streaming: true, cancellationToken: CancellationToken));

        Assert.Equal(ModelErrorKind.Timeout, error.Kind);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_AnswerCutByItsLength_SaysSo(bool streaming)
    {
        Assert.SkipUnless(FakeTellsLength, "The fake cannot say it in this format.");

        var response = await Client.SendAsync("be long", streaming, cancellationToken: CancellationToken);

        Assert.Equal(ChatFinishReason.Length, response.FinishReason);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Send_AnswerCutByTheContentFilter_SaysSo(bool streaming)
    {
        Assert.SkipUnless(KnowsContentFilter, "It has no content filter.");

        var response = await Client.SendAsync("be bad", streaming, cancellationToken: CancellationToken);

        Assert.Equal(ChatFinishReason.ContentFilter, response.FinishReason);
    }
}
