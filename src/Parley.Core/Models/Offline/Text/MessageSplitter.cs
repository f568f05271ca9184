using System.Buffers;
using System.Collections.Frozen;

namespace Parley.Models.Offline.Text;

/// <summary>What a message asks for, and the text it brings along.</summary>
/// <param name="Request">The question or command; empty when the message is text alone.</param>
/// <param name="Material">The rest; empty when there is none.</param>
internal sealed record SplitMessage(string Request, string Material);

/// <summary>
/// Tells a question from the text pasted with it. The request stands in the first or the last lines; whichever of the two
/// reads like one is taken.
/// </summary>
internal static class MessageSplitter
{
    private const int LongestRequest = 400;

    private static readonly SearchValues<char> WordEnds = SearchValues.Create(" \t\n:,?!");

    private static readonly FrozenSet<string> Commands = WordSet.Of("""
        summarise summarize summary tldr tl;dr list extract count explain describe find show tell give translate write rewrite
        create generate draw make code build compose calculate compute evaluate solve draft convert compare name answer please
        remind say repeat recall fasse zusammenfassung liste nenne zahle erklare beschreibe finde zeige ubersetze schreibe
        berechne bitte erstelle key extrahiere
        """);

    public static SplitMessage Split(string message)
    {
        var text = message.Trim();
        if (text.Length <= LongestRequest && !text.Contains('\n'))
            return SplitLine(text);

        // 1. The last line, when it is short and asks.
        var lastBreak = text.LastIndexOf('\n');
        var last = text[(lastBreak + 1)..].Trim();
        if (lastBreak > 0 && IsRequest(last) && !IsIntroduction(FirstLine(text)))
            return new SplitMessage(last, text[..lastBreak].Trim());

        // 2. The first line or, of one long line, the sentences at its ends.
        var first = FirstLine(text);
        if (BeforeColon(first) is { } command)
            return new SplitMessage(command, text[(command.Length + 1)..].Trim());
        if (first.Length < text.Length && IsRequest(first))
            return new SplitMessage(first, text[first.Length..].Trim());
        return SplitEnds(text, first, last);
    }

    /// <summary>Whether the text asks or orders something, by its last character or its first word.</summary>
    public static bool IsRequest(string text) =>
        text.Length is > 0 and <= LongestRequest && (text[^1] is '?' or '？' || IsIntroduction(text) || BeginsAsRequest(text));

    public static bool BeginsAsRequest(string text) =>
        FirstWord(text) is { } word
        && (IsCommand(word) || (QuestionReader.BeginsAsQuestion(word) && text.Length < 200 && text[^1] is not ('.' or '!')));

    public static bool IsCommand(string folded) => Commands.Contains(folded);

    private static SplitMessage SplitLine(string text)
    {
        if (BeforeColon(text) is { } command)
            return new SplitMessage(command, text[(command.Length + 1)..].Trim());

        var sentences = SentenceSplitter.Split(text).ToList();

        // "Question? Text." and "Text. Question?"; where nothing ends in a question mark, a command will do.
        Predicate<string> asks = sentences.Exists(sentence => sentence[^1] is '?' or '？') ? EndsAsQuestion : IsRequest;
        return new SplitMessage(
            string.Join(' ', sentences.Where(sentence => asks(sentence))),
            string.Join(' ', sentences.Where(sentence => !asks(sentence))));
    }

    private static bool EndsAsQuestion(string sentence) => sentence[^1] is '?' or '？';

    private static SplitMessage SplitEnds(string text, string first, string last)
    {
        var ending = SentenceSplitter.Split(last).LastOrDefault() ?? "";
        if (ending.Length < text.Length && ending.EndsWith('?') && IsRequest(ending) && text.EndsWith(ending, StringComparison.Ordinal))
            return new SplitMessage(ending, text[..^ending.Length].Trim());
        var opening = SentenceSplitter.Split(first).FirstOrDefault() ?? "";
        return opening.Length < text.Length && IsRequest(opening)
            ? new SplitMessage(opening, text[opening.Length..].Trim())
            : new SplitMessage("", text);
    }

    // "Summarise this: …", "tl;dr: …"
    private static string? BeforeColon(string text)
    {
        var colon = text.IndexOf(':');
        return colon is > 0 and < 120 && colon + 1 < text.Length && char.IsWhiteSpace(text[colon + 1])
            && FirstWord(text) is { } word && (IsCommand(word) || QuestionReader.BeginsAsQuestion(word))
            && text.AsSpan(0, colon).IndexOfAny('.', '!', '\n') < 0
            ? text[..colon]
            : null;
    }

    private static bool IsIntroduction(string text) => text.Length is > 1 and < LongestRequest && text[^1] == ':' && BeginsAsRequest(text);

    private static string FirstLine(string text)
    {
        var end = text.IndexOf('\n');
        return end < 0 ? text : text[..end].TrimEnd();
    }

    private static string? FirstWord(string text)
    {
        var start = text.AsSpan().TrimStart();
        var end = start.IndexOfAny(WordEnds);
        return start.IsEmpty ? null : WordReader.Fold(end < 0 ? start[..Math.Min(start.Length, 40)] : start[..Math.Min(end, 40)]);
    }
}
