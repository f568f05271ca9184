using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Models.Tokens;
using Xunit;

namespace Parley.Core.Tests.Models.Tokens;

public sealed class TokenCounterTests
{
    private readonly TokenCounter counter = new(new EncodingStore(NullLogger<EncodingStore>.Instance));

    [Theory]
    [InlineData("gpt-4o-mini", true)]
    [InlineData("gpt-4", true)]
    [InlineData("claude-sonnet-4-5", false)]
    [InlineData("never-heard-of", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void IsExact_ByModel(string? model, bool expected) => Assert.Equal(expected, counter.IsExact(model));

    // The example and its figures are those of the Cookbook page "How to count tokens with tiktoken".
    [Theory, InlineData("gpt-3.5-turbo", 129), InlineData("gpt-4", 129), InlineData("gpt-4o", 124)]
    public void Count_CookbookExample_EqualsWhatOpenAIBills(string model, int expected)
    {
        ChatMessage[] messages =
        [
            new(ChatRole.System, "You are a helpful, pattern-following assistant that translates corporate jargon into plain English."),
            Named("example_user", "New synergies will help drive top-line growth."),
            Named("example_assistant", "Things working well together will increase revenue."),
            Named("example_user", "Let's circle back when we have more bandwidth to touch base on opportunities for increased leverage."),
            Named("example_assistant", "Let's talk later when we're less busy about how to do better."),
            new(ChatRole.User, "This late pivot means we don't have time to boil the ocean for the client deliverable."),
        ];

        Assert.Equal(expected, counter.Count(messages, model));
    }

    [Fact]
    public void Count_ToolCallAndResult_AreCounted()
    {
        var call = new FunctionCallContent("1", "calculate", new Dictionary<string, object?> { ["expression"] = "1+1" });
        var result = new FunctionResultContent("1", "2");

        Assert.True(counter.Count(new ChatMessage(ChatRole.Assistant, [call]), "gpt-4o") > 8);
        Assert.True(counter.Count(new ChatMessage(ChatRole.Tool, [result]), "gpt-4o") > 4);
    }

    [Theory]
    [InlineData("The quick brown fox jumps over the lazy dog, and the dog does not mind in the least.")]
    [InlineData("public int Add(int a, int b)\n{\n    return a + b;\n}\n")]
    [InlineData("Der schnelle braune Fuchs springt über den faulen Hund, und den Hund stört das überhaupt nicht.")]
    [InlineData("你好，世界！今天天气怎么样？我们去公园散步吧。")]
    public void Count_UnknownModel_IsNearTheExactCount(string text)
    {
        var exact = counter.Count(text, "gpt-4o");

        Assert.InRange(counter.Count(text, "some-model"), exact * 0.7, exact * 1.5);
    }

    [Theory, InlineData(""), InlineData("😀😀"), InlineData("\ud800"), InlineData("x"), InlineData("ﷺ\u0000")]
    public void UpperBound_IsNeverExceeded(string text)
    {
        foreach (var model in new[] { "gpt-4o", "gpt-4", "other" })
            Assert.InRange(counter.Count(text, model), 0, TokenCounter.UpperBound(text));
    }

    [Fact]
    public void Fits_ByCountWhereTheBoundIsTooCoarse()
    {
        const string Text = "internationalisation is a long word";

        Assert.True(counter.Fits(Text, "gpt-4o", 10));
        Assert.False(counter.Fits(Text, "gpt-4o", 3));
    }

    [Theory, InlineData(null), InlineData("not a table"), InlineData("IQ== 0\n")]
    public void Count_TableMissingOrDamaged_EstimatesAndWarnsOnce(string? content)
    {
        var directory = Directory.CreateTempSubdirectory("parley-tokens-");
        try
        {
            if (content is not null)
                File.WriteAllText(Path.Combine(directory.FullName, "o200k_base.tiktoken"), content);
            var log = new CountingLogger();
            var broken = new TokenCounter(new EncodingStore(log, directory.FullName));

            Assert.InRange(broken.Count("Hello world, how are you?", "gpt-4o"), 4, 12);
            Assert.True(broken.Count("again", "gpt-4o") > 0);
            Assert.False(broken.IsExact("gpt-4o"));
            Assert.Equal(1, log.Warnings);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public void Count_FromManyThreads_LoadsOnceAndAgrees()
    {
        using var services = new ServiceCollection().AddLogging().AddTokenCounting().AddTokenCounting().BuildServiceProvider();
        var shared = services.GetRequiredService<TokenCounter>();

        var counts = new int[16];
        Parallel.For(0, counts.Length, i => counts[i] = shared.Count("Hello world", "gpt-4o"));

        Assert.All(counts, count => Assert.Equal(2, count));
    }

    private static ChatMessage Named(string name, string text) => new(ChatRole.System, text) { AuthorName = name };

    private sealed class CountingLogger : ILogger<EncodingStore>
    {
        public int Warnings { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? error, Func<TState, Exception?, string> format) =>
            Warnings += level == LogLevel.Warning ? 1 : 0;
    }
}
