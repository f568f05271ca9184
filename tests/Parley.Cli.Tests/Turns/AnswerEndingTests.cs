using Parley.Chat;
using Parley.Cli.Turns;

namespace Parley.Cli.Tests.Turns;

public sealed class AnswerEndingTests
{
    [Theory]
    [InlineData(null, "price unknown")]
    [InlineData(0.0, "free")]
    [InlineData(0.00000042, "<$0.000001")]
    [InlineData(0.00042, "$0.00042")]
    [InlineData(1.5, "$1.50")]
    public void Summary_Cost_StaysReadable(double? dollars, string text) =>
        Assert.Equal($"openai/gpt · 1,200 tokens read, 30 written · {text}", AnswerEnding.Summary(Done() with { Cost = (decimal?)dollars }));

    [Fact]
    public void Summary_CacheAndLessThanFullService_AreNamed() =>
        Assert.Equal(
            "openai/gpt · 1,200 tokens read, 30 written · free · from the cache · service degraded",
            AnswerEnding.Summary(Done() with { Cost = 0, Cache = "exact", Degradation = "degraded" }));

    [Fact]
    public void Summary_NoTokens_NamesTheModelAlone() =>
        Assert.Equal("openai/gpt", AnswerEnding.Summary(Done() with { TokensUsed = new(0, 0) }));

    private static TurnCompleted Done() => new()
    {
        FinishReason = "stop",
        TotalTokens = 1230,
        TokensUsed = new(1200, 30),
        Degradation = "full",
        Id = MessageId.New(),
        UserMessageId = MessageId.New(),
        ConversationId = ConversationId.New(),
        TurnId = TurnId.New(),
        Title = "",
        Model = "gpt",
        Provider = "openai",
        Timestamp = default,
    };
}
