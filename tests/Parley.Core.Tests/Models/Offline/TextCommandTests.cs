using Xunit;

namespace Parley.Core.Tests.Models.Offline;

public sealed class TextCommandTests
{
    [Theory]
    [InlineData("Summarise this: ", "")]
    [InlineData("tl;dr: ", "")]
    [InlineData("", "\n\nsummarise")]
    [InlineData("", "\n\nWhat are the key points?")]
    [InlineData("Please summarize the following text:\n\n", "")]
    public async Task Summary_OfAText_QuotesItsSentencesInOrder(string before, string after)
    {
        var answer = await Assistant.AskAsync(before + Texts.Story + after);

        var bullets = answer.Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => line[2..]).ToList();
        var plain = string.Join(' ', Texts.Story.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var places = bullets.Select(bullet => plain.IndexOf(bullet, StringComparison.Ordinal)).ToList();
        Assert.InRange(bullets.Count, 3, 6);
        Assert.All(places, place => Assert.True(place >= 0));
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public async Task Summary_OfAnEarlierText_WithAWantedCount()
    {
        var answer = await Assistant.AskAsync(Texts.Policy, "Give me the key points in 5 bullets");

        Assert.Equal(5, answer.Split('\n').Count(line => line.StartsWith("- ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Summary_Repetition_IsSaidOnce()
    {
        var text = string.Concat(Enumerable.Repeat("The pump failed because its seal broke. ", 10)) + "The seal was replaced on Monday. Production went on at noon.";

        var answer = await Assistant.AskAsync("Summarise this: " + text);

        Assert.Contains("replaced on Monday", answer, StringComparison.Ordinal);
        Assert.Contains("went on at noon", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("summarise")]
    [InlineData("list the dates")]
    [InlineData("How many words are in this text?")]
    public async Task Command_WithoutText_AsksForIt(string command) =>
        Assert.Contains("Paste it", await Assistant.AskAsync(command), StringComparison.Ordinal);

    [Theory]
    [InlineData(nameof(Texts.Minutes), "list the dates", "4 May 2026|29 May|1 July|18 May 2026")]
    [InlineData(nameof(Texts.Minutes), "list the names", "Lena Fischer|Omar Haddad|Grace Liu|Pavel Novak|Susan Wright|Amira Saleh|Danube")]
    [InlineData(nameof(Texts.Story), "List all names in this text", "Tomas Brandt|Ilse Marten")]
    [InlineData(nameof(Texts.Policy), "Which e-mail addresses are mentioned?", "security@northwind.example")]
    [InlineData(nameof(Texts.Api), "extract the links", "https://api.parcel.example/v2")]
    public async Task List_FindsExactly(string text, string command, string expected)
    {
        var answer = await Assistant.AskAsync($"{typeof(Texts).GetField(text)!.GetRawConstantValue()}\n\n{command}");

        var items = answer.Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => line[2..]);
        Assert.Equal(expected.Split('|'), items);
    }

    [Theory]
    [InlineData("Count the words: one two three four", "Words in the text: 4.")]
    [InlineData("One. Two! Three?\nFour.\n\nHow many sentences are in this text?", "Sentences in the text: 4.")]
    public async Task Count_IsExact(string message, string expected) => Assert.Equal(expected, await Assistant.AskAsync(message));

    [Fact]
    public async Task Text_Alone_IsAcknowledgedNotAnswered()
    {
        var answer = await Assistant.AskAsync(Texts.Story);

        Assert.StartsWith("I have read your text (", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Hi", "built-in assistant")]
    [InlineData("Hello there!", "built-in assistant")]
    [InlineData("Hallo", "eingebaute Assistent")]
    [InlineData("thanks!", "welcome")]
    [InlineData("what can you do?", "quoting")]
    [InlineData("Was kannst du?", "zitiere")]
    [InlineData("Who are you?", "without a language model")]
    [InlineData("Hey, who are you", "without a language model")]
    public async Task SmallTalk_IsHonest(string message, string expected) =>
        Assert.Contains(expected, await Assistant.AskAsync(message), StringComparison.Ordinal);

    [Theory]
    [InlineData("What is the capital of France?", "Paris")]
    [InlineData("Who wrote Hamlet?", "Shakespeare")]
    [InlineData("Write a poem about the sea", "wave")]
    [InlineData("Translate 'hello' into French", "bonjour")]
    [InlineData("How tall is the Eiffel Tower?", "metre")]
    public async Task WorldKnowledge_IsDeclinedAndAModelSuggested(string question, string mustNot)
    {
        var answer = await Assistant.AskAsync(question);

        Assert.DoesNotContain(mustNot, answer, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("OPENAI_API_KEY", answer, StringComparison.Ordinal);
        Assert.Contains("OLLAMA_BASE_URL", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HowToConnect_IsSaidOncePerConversation()
    {
        var answer = await Assistant.AskAsync("What is the capital of France?", "And what is the capital of Spain?");

        Assert.DoesNotContain("OPENAI_API_KEY", answer, StringComparison.Ordinal);
        Assert.Contains("cannot know", answer, StringComparison.Ordinal);
    }
}
