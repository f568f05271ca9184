using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Chat.Context;
using Parley.Errors;
using Parley.Models.Tokens;

namespace Parley.Core.Tests.Chat.Context;

public sealed class PromptBudgetTests
{
    /// <summary>A window of 8,192 tokens, counted exactly; a quarter is kept for the answer.</summary>
    private const string Model = "gpt-4";
    private const int Room = 8192 - 2048;

    private static readonly TokenCounter Tokens = new(new EncodingStore(NullLogger<EncodingStore>.Instance));
    private static readonly ChatMessage System = new(ChatRole.System, "You help.");

    [Fact]
    public void Fit_EverythingFits_NothingIsTouched()
    {
        var history = Conversation(10, sentences: 3);

        var prompt = Fit(history);

        Assert.Equal([System, .. history], prompt.Messages);
        Assert.Null(prompt.Cut);
    }

    [Fact]
    public void Fit_FitsByCountThoughNotByBytes_NothingIsTouched()
    {
        ChatMessage[] history = [User(string.Concat(Enumerable.Repeat("internationalisation ", 900))), User("And?")];

        Assert.Null(Fit(history).Cut);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Fit_TooMuch_KeepsTheNewestWholeWithinTheBudgetAndReports(bool shorten)
    {
        var history = Conversation(60, sentences: 12);

        var prompt = Fit(history, new() { Shorten = shorten });

        var cut = Assert.IsType<ContextReport>(prompt.Cut);
        Assert.InRange(Tokens.Count(prompt.Messages, Model), Room / 2, Room + 3);
        Assert.Equal(history[^1], prompt.Messages[^1]);
        Assert.Equal(history[^2], prompt.Messages[^2]);
        Assert.Equal(Tokens.Count(prompt.Messages, Model) - 3, cut.TokensAfter);
        Assert.Equal(Tokens.Count([System, .. history], Model) - 3, cut.TokensBefore);
        Assert.Equal(history.Length, prompt.Messages.Count - 1 + cut.Dropped);
        Assert.Equal(prompt.Messages.Count(message => message.Text.StartsWith("[shortened]", StringComparison.Ordinal)), cut.Shortened);
        Assert.Equal(shorten, cut.Shortened > 0);
        Assert.Contains(shorten ? "[shortened]" : "left out", prompt.Messages[0].Text, StringComparison.Ordinal);
        Assert.StartsWith("You help.", prompt.Messages[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_TooMuch_FactsOutliveChatter()
    {
        var history = Conversation(60, sentences: 12);
        history[4] = User("The weather is fine again. My name is Alice Berger and the budget is 4,200 euros. It is fine, as the weather goes.");

        var prompt = Fit(history);

        var text = string.Concat(prompt.Messages.Select(message => message.Text));
        Assert.Contains("My name is Alice Berger and the budget is 4,200 euros.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("as the weather goes", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_CallsAndResults_StayOrGoTogether()
    {
        for (var filler = 0; filler <= 40; filler++)
        {
            var history = new List<ChatMessage>();
            for (var i = 0; i < 12; i++)
            {
                history.Add(User($"Question {i}"));
                history.Add(new(ChatRole.Assistant, [new FunctionCallContent($"a{i}", "look"), new FunctionCallContent($"b{i}", "look")]));
                history.Add(new(ChatRole.Tool, [new FunctionResultContent($"a{i}", Sentences(10 + filler, i))]));
                history.Add(new(ChatRole.Tool, [new FunctionResultContent($"b{i}", Sentences(10, i))]));
            }

            history.Add(User("And now?"));
            var prompt = Fit(history).Messages;

            var calls = prompt.SelectMany(message => message.Contents.OfType<FunctionCallContent>()).Select(call => call.CallId);
            var results = prompt.SelectMany(message => message.Contents.OfType<FunctionResultContent>()).Select(result => result.CallId);
            Assert.Equal(calls, results);
            Assert.InRange(Tokens.Count(prompt, Model), 0, Room + 3);
        }
    }

    [Fact]
    public void Fit_CallWithoutResultAndResultWithoutCall_AreLeftOut()
    {
        ChatMessage[] history =
        [
            new(ChatRole.Tool, [new FunctionResultContent("x", "lost")]),
            new(ChatRole.Assistant, [new FunctionCallContent("y", "look")]),
            User("Hello"),
        ];

        Assert.Equal(["You help.", "Hello"], Fit(history).Messages.Select(message => message.Text));
    }

    [Fact]
    public void Fit_LastMessageTooLong_IsNeverShortened()
    {
        var last = User(Sentences(2000, 1));

        var known = Assert.Throws<AppException>(() => Fit([User("Before"), last]));
        var guessed = Fit([User("Before"), last], model: "never-heard-of");

        Assert.Equal(ErrorCode.ContextTooLong, known.Code);
        Assert.Equal(last, guessed.Messages[^1]);
    }

    [Fact]
    public void Fit_SystemPromptOverItsShare_IsNamed()
    {
        var error = Assert.Throws<AppException>(() => new PromptBudget(Tokens, new() { SystemShare = 0.1 })
            .Fit([new(ChatRole.System, Sentences(100, 1))], Conversation(60, 12), Model, null));

        Assert.Contains("system prompt", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_HistoryBound_HoldsAlsoInALargeWindow()
    {
        var history = Conversation(60, sentences: 12);

        var prompt = Fit(history, new() { HistoryTokens = 1000 }, "gpt-4o");

        Assert.InRange(prompt.Cut!.TokensAfter, 500, 1000 + Tokens.Count(System, "gpt-4o") + Tokens.Count(history[^1], "gpt-4o"));
    }

    [Theory, InlineData(1), InlineData(7), InlineData(42)]
    public void Fit_RandomConversations_NeverExceedTheRoom(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 12; round++)
        {
            var history = Enumerable.Range(0, random.Next(1, 120)).Select(i => new ChatMessage(
                i % 2 == 0 ? ChatRole.User : ChatRole.Assistant, Sentences(random.Next(0, 60), random.Next()) + "\n```\ncode 1\n```\n" + new string('é', random.Next(50))))
                .Append(User("Last")).ToList();

            Assert.InRange(Tokens.Count(Fit(history, new() { ShortenedShare = 0.05 + 0.7 * random.NextDouble() }).Messages, Model), 0, Room + 3);
        }
    }

    private static AssembledPrompt Fit(IReadOnlyList<ChatMessage> history, ContextOptions? options = null, string model = Model) =>
        new PromptBudget(Tokens, options ?? new()).Fit([System], history, model, null);

    private static ChatMessage User(string text) => new(ChatRole.User, text);

    private static ChatMessage[] Conversation(int messages, int sentences) =>
        [.. Enumerable.Range(0, messages).Select(i => new ChatMessage(i % 2 == 0 ? ChatRole.User : ChatRole.Assistant, Sentences(sentences, i)))];

    private static string Sentences(int count, int seed)
    {
        var random = new Random(seed);
        string[] syllables = ["ra", "lo", "mi", "ten", "sur", "ka", "ved", "on", "pli", "ge", "tor", "bas", "nu", "hel", "dri"];
        return string.Join(' ', Enumerable.Range(0, count).Select(_ =>
            "The " + string.Join(' ', Enumerable.Range(0, random.Next(4, 12)).Select(_ => string.Concat(Enumerable.Range(0, random.Next(2, 5)).Select(_ => syllables[random.Next(syllables.Length)])))) + "."));
    }
}
