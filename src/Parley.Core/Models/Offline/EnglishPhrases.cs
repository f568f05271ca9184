using System.Globalization;
using Parley.Models.Offline.Text;

namespace Parley.Models.Offline;

internal sealed class EnglishPhrases : Phrases
{
    public static EnglishPhrases Instance { get; } = new();

    public override string Greeting =>
        "Hello! I am the built-in assistant. Paste a text and ask about it, or ask “what can you do?”.";

    public override string Thanks => "You're welcome!";

    public override string Farewell => "Goodbye!";

    public override string WellBeing => "I am a program without feelings, but I am running. What shall I look up in your text?";

    public override string WhoAmI =>
        "I am the built-in assistant that works without a language model. I find and quote passages from texts you give me; "
        + "I do not make anything up.";

    public override string Capabilities =>
        """
        I work only with what you give me in this conversation:

        - answer questions about a text you paste, by quoting it
        - summarise a text, or list its key points
        - list dates, numbers, names, e-mail addresses or links in a text, or count its words
        - remember what you tell me about yourself while this conversation lasts
        - calculate and look up dates, where those tools are switched on

        I cannot know facts about the world, translate or write new text. For that, connect a language model.
        """;

    public override string HowToConnect =>
        "To connect a language model, set `OPENAI_API_KEY`, `ANTHROPIC_API_KEY` or `OLLAMA_BASE_URL` in `.env` and restart.";

    public override string CannotKnow =>
        "I cannot know that: I am the built-in assistant and answer only from texts in this conversation.";

    public override string CannotWrite =>
        "I cannot do that: I am the built-in assistant, which quotes and summarises texts but does not write new ones.";

    public override string NotInText => "I could not find an answer to that in the text I was given.";

    public override string NotInDocuments => "The documents I was given do not answer that.";

    public override string AskAgain => "Paste a text that holds the answer and ask again.";

    public override string NoCalculator => "I can't calculate here: no calculator tool is switched on, and I do not guess numbers.";

    public override string NoCalendar => "I can't tell dates or times here: no date tool is switched on, and I have no clock of my own.";

    public override string Noted => "Noted. I keep it only within this conversation; ask me about it whenever you like.";

    public override string NothingToSummarise => "There is no text to summarise yet. Paste it together with your request.";

    public override string NothingToSearch => "There is no text to search yet. Paste it together with your request.";

    public override string NothingFound => "I found none in the text.";

    public override string NoFacts => "You have not told me anything about yourself in this conversation.";

    public override string FactsIntroduction => "This is what you told me in this conversation:";

    public override string YourSelf => "about yourself";

    public override string YourName => "your name";

    public override string YourAge => "how old you are";

    public override string YourOrigin => "where you are from";

    public override string YourJob => "what you do";

    public override string YourBirth => "when and where you were born";

    public override string WhatYou(string verb) => verb is "live" or "work" or "study" ? $"where you {verb}" : $"what you {verb}";

    public override string ToldEarlier(string fact) => $"{Capitalise(fact)} – you told me earlier.";

    public override string ToldJustNow(string fact) => $"{Capitalise(fact)} – you just told me.";

    public override string NotTold(string subject) => $"You have not told me {subject} in this conversation.";

    public override string NotedFacts(string facts) => $"Noted: {facts}. I keep that only within this conversation.";

    public override string TextReceived(int words, int sentences) => string.Create(CultureInfo.InvariantCulture,
        $"I have read your text ({words:N0} words in {sentences:N0} sentences or lines). ")
        + "Ask me about it, or say “summarise” or “list the dates”.";

    public override string Origin(Sentence sentence) => sentence.Source.Kind switch
    {
        SourceKind.Knowledge when sentence.Heading.Length > 0 => $"from “{sentence.Source.Title}”, under “{sentence.Heading}”",
        SourceKind.Knowledge => $"from “{sentence.Source.Title}”",
        SourceKind.ToolResult => "from a tool's result",
        SourceKind.Instructions => "from my instructions",
        SourceKind.CurrentMessage when sentence.Heading.Length > 0 => $"from your message above, under “{sentence.Heading}”",
        SourceKind.CurrentMessage => "from your message above",
        _ when sentence.Heading.Length > 0 => $"from what you gave me earlier, under “{sentence.Heading}”",
        _ when sentence.Source.IsDocument => "from the text you gave me earlier",
        _ => "from what you told me earlier",
    };

    public override string SummaryIntroduction(int chosen, int total) =>
        $"The {chosen} most central of {total} sentences, as written:";

    public override string Counted(string what, int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{Capitalise(what)} in the text: {count:N0}.");

    public override string Found(int count, string what) => $"{Capitalise(what)} in the text, in order ({count}):";

    public override string ToolFailed(string reason) => $"The tool could not do that: {reason}";

    private static string Capitalise(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
