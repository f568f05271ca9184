using System.Diagnostics;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Parley.Models;
using Parley.Models.Offline;
using Parley.Models.Tokens;
using Xunit;

namespace Parley.Core.Tests.Models.Offline;

/// <summary>The provider contract: streams, usage, limits, cancellation, errors, and that nothing breaks it.</summary>
public sealed class OfflineChatClientTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Hi")]
    [InlineData("What is the capital of France?")]
    [InlineData("The meeting is at 5 pm in Room 12. Where is the meeting?")]
    [InlineData("😀 👩‍👩‍👧 \ud800 مرحبا\tبالعالم")]
    public async Task Stream_AndWholeAnswer_AreTheSame(string message)
    {
        var whole = await Assistant.ChatClient.GetResponseAsync(message, cancellationToken: Cancellation);
        var updates = await Assistant.ChatClient.GetStreamingResponseAsync(message, cancellationToken: Cancellation).ToListAsync(Cancellation);

        Assert.Equal(whole.Text, string.Concat(updates.Select(update => update.Text)));
        Assert.True(updates.Count > 2);
        Assert.Equal(ChatFinishReason.Stop, updates[^1].FinishReason);
        var usage = Assert.Single(updates[^1].Contents.OfType<UsageContent>()).Details;
        Assert.Equal(whole.Usage!.TotalTokenCount, usage.TotalTokenCount);
        Assert.Equal(usage.InputTokenCount + usage.OutputTokenCount, usage.TotalTokenCount);
        Assert.Equal("extractive-1", whole.ModelId);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(5), InlineData(20)]
    public async Task MaxOutputTokens_CutsTheAnswer(int limit)
    {
        var options = new ChatOptions { MaxOutputTokens = limit };

        var response = await Assistant.ChatClient.GetResponseAsync("what can you do?", options, Cancellation);

        Assert.Equal(ChatFinishReason.Length, response.FinishReason);
        Assert.InRange(response.Usage!.OutputTokenCount!.Value, 0, limit);
    }

    [Fact]
    public async Task Cancelled_MidStream_Stops()
    {
        using var source = new CancellationTokenSource();
        var seen = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Assistant.ChatClient.GetStreamingResponseAsync("what can you do?", cancellationToken: source.Token))
            {
                if (++seen == 3)
                    await source.CancelAsync();
            }
        });

        Assert.Equal(3, seen);
    }

    [Fact]
    public async Task Request_ItCannotServe_IsATypedError()
    {
        var unknown = await Assert.ThrowsAsync<ModelException>(() =>
            Assistant.ChatClient.GetResponseAsync("Hi", new ChatOptions { ModelId = "gpt-4o" }, Cancellation));
        var json = await Assert.ThrowsAsync<ModelException>(() =>
            Assistant.ChatClient.GetResponseAsync("Hi", new ChatOptions { ResponseFormat = ChatResponseFormat.Json }, Cancellation));

        Assert.Equal(ModelErrorKind.ModelNotFound, unknown.Kind);
        Assert.Equal(ModelErrorKind.InvalidRequest, json.Kind);
    }

    [Fact]
    public async Task Provider_Registered_IsConfiguredAndListsItsModel()
    {
        using var services = new ServiceCollection().AddLogging().AddOfflineProvider().BuildServiceProvider();

        var provider = Assert.Single(services.GetServices<IModelProvider>());

        Assert.Equal(("offline", "Built-in (offline)", "extractive-1", true), (provider.Name, provider.DisplayName, provider.DefaultModel, provider.IsConfigured));
        Assert.Equal(["extractive-1"], await provider.ListModelsAsync(Cancellation));
        Assert.True(ModelCatalogue.Find(provider.DefaultModel).IsKnown);
        Assert.Equal("offline", provider.ChatClient.GetService<ChatClientMetadata>()!.ProviderName);
    }

    [Fact]
    public async Task RandomText_NeverThrowsAndAlwaysEnds()
    {
        string[] fragments =
        [
            "what is ", "my name is ", "I live in ", "?", ".", "!", "\n", "\n\n", "# ", "- ", "1. ", "```", "| a | b |", "how many ", "days until ", "calculate ", "17 * ",
            "summarise this: ", "list the dates ", "2026-11-21", "😀", "👩‍👩‍👧", "\ud800", "\udc00", "\0", "\u202e", "مرحبا", "你好世界", "สวัสดี", "e\u0301", "ſß", "ς", ":", "who ",
            "'s", "’", "\"", "(", ")", "http://x.y", "a@b.c", "%", "sqrt", "   ", "\t", "\u0085", "ÄÖÜ ", "Wie heiße ich", "of ", "my ", "I'm ", "call me ", "\r", "24. Dezember", "<source title=\"x\">", "[1] ",
        ];
        var random = new Random(7);
        var options = new ChatOptions { Tools = [AIFunctionFactory.Create((string expression) => expression, "calculate")] };
        for (var i = 0; i < 1_000; i++)
        {
            var messages = Enumerable.Range(0, 1 + random.Next(3))
                .Select(turn => new ChatMessage(turn == 1 ? ChatRole.System : ChatRole.User, Compose()))
                .ToList();

            var response = await Assistant.ChatClient.GetResponseAsync(messages, random.Next(2) == 0 ? options : null, Cancellation);

            Assert.NotNull(response.FinishReason);
            Assert.True(response.Text.Length > 0 || response.FinishReason == ChatFinishReason.ToolCalls);
        }

        string Compose() => string.Concat(Enumerable.Range(0, random.Next(25)).Select(_ => fragments[random.Next(fragments.Length)]));
    }

    [Theory]
    [InlineData("words")]
    [InlineData("unbroken")]
    [InlineData("newlines")]
    [InlineData("punctuation")]
    [InlineData("digits")]
    [InlineData("names")]
    [InlineData("emoji")]
    public async Task HundredThousandCharacters_AreAnsweredFast(string kind)
    {
        var text = kind switch
        {
            "words" => string.Concat(Enumerable.Repeat("The quick brown fox, born in 1999, jumps over 12 lazy dogs near Berlin. ", 1_400)),
            "unbroken" => new string('a', 100_000),
            "newlines" => string.Concat(Enumerable.Repeat("a\n", 50_000)),
            "punctuation" => string.Concat(Enumerable.Repeat("?.!:- ", 16_600)),
            "digits" => string.Concat(Enumerable.Repeat("1,", 50_000)),
            "names" => string.Concat(Enumerable.Repeat("Aa ", 33_000)),
            _ => string.Concat(Enumerable.Repeat("😀", 50_000)),
        };
        await Assistant.AskAsync(Texts.Story + "\n\nWho is Ilse?");
        foreach (var request in new[] { "Where does the fox live?", "summarise", "list the dates", "list the names", "list the numbers", "How many words are in this text?" })
        {
            var watch = Stopwatch.StartNew();
            var answer = await Assistant.AskAsync($"{text[..Math.Min(text.Length, 99_900)]}\n\n{request}");

            Assert.NotEmpty(answer);

            // The goal is 300 ms on an idle machine; the bound leaves room for a busy one.
            Assert.True(watch.ElapsedMilliseconds < 1_500, $"{request} took {watch.ElapsedMilliseconds} ms");
        }
    }

    [Theory, InlineData(""), InlineData("   "), InlineData("\n\n"), InlineData("?"), InlineData("\ud800"), InlineData(".")]
    public async Task EmptyMessage_IsAnsweredPolitely(string message) => Assert.NotEmpty(await Assistant.AskAsync(message));

    [Fact]
    public async Task NoMessages_IsAnswered() =>
        Assert.NotEmpty((await Assistant.ChatClient.GetResponseAsync([], cancellationToken: Cancellation)).Text);

    [Fact]
    public async Task SameConversation_GivesTheSameAnswer()
    {
        var first = await Assistant.AskAsync(Texts.Policy, "What are the core hours?");

        Assert.Equal(first, await Assistant.AskAsync(Texts.Policy, "What are the core hours?"));
    }
}
