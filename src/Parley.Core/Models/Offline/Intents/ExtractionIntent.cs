using System.Collections.Frozen;
using System.Text;
using Parley.Models.Offline.Text;

namespace Parley.Models.Offline.Intents;

/// <summary>"List the dates in this text", "How many words does it have?": what a scan of the text gives.</summary>
internal sealed class ExtractionIntent : IIntent
{
    private const int MostListed = 40;

    // By the words of a request, in either language; the name is what the answer calls them.
    private static readonly (string[] Words, string English, string German, Func<string, IEnumerable<string>> Find)[] Kinds =
    [
        (["date", "dates", "datum", "daten", "datumsangaben", "termine"], "dates", "Datumsangaben", Findings.Dates),
        (["email", "emails", "e-mail", "e-mails", "mail", "mails"], "e-mail addresses", "E-Mail-Adressen", Findings.Emails),
        (["link", "links", "url", "urls"], "links", "Links", Findings.Links),
        (["number", "numbers", "figures", "zahl", "zahlen"], "numbers", "Zahlen", Findings.Numbers),
        (["name", "names", "people", "persons", "namen", "personen"], "names", "Namen", Findings.Names),
    ];

    private static readonly (string[] Words, string English, string German, Func<string, int> Count)[] Counts =
    [
        (["word", "words", "worter"], "words", "Wörter", text => WordReader.Read(text, Language.Other).Count()),
        (["sentence", "sentences", "satze"], "sentences", "Sätze", text => SentenceSplitter.Split(text).Count()),
        (["character", "characters", "letters", "zeichen"], "characters", "Zeichen", text => text.Length),
        (["line", "lines", "zeilen"], "lines", "Zeilen", text => text.Split('\n').Length),
        (["paragraph", "paragraphs", "absatze"], "paragraphs", "Absätze", CountParagraphs),
    ];

    private static readonly FrozenSet<string> Verbs =
        WordSet.Of("list extract find show get give pull liste nenne finde zeige extrahiere");

    private static readonly FrozenSet<string> TextWords = WordSet.Of("text message above document mentioned occur contain");

    public OfflineReply? TryAnswer(OfflineTurn turn)
    {
        if (turn.Request.Length is 0 or > 200)
            return null;
        var words = WordReader.Read(turn.Request.Replace("e-mail", "email", StringComparison.OrdinalIgnoreCase), Language.Other)
            .Select(word => word.Folded).ToList();
        if (words.Count is 0 or > 16)
            return null;
        return AsksToCount(words) ? Count(turn, words) : AsksToList(words) ? List(turn, words) : null;
    }

    private static bool AsksToList(List<string> words) =>
        words.Take(4).Any(Verbs.Contains) || (words[0] is "which" or "what" or "welche" && words.Exists(TextWords.Contains));

    // "How many words are in this text?", not "How many people work here?".
    private static bool AsksToCount(List<string> words)
    {
        var counted = words switch
        {
            ["count", "the" or "all", var what, ..] => what,
            ["count" or "zahle", var what, ..] => what,
            ["how" or "wie", "many" or "viele", var what, ..] => what,
            _ => "",
        };
        return Array.Exists(Counts, kind => kind.Words.Contains(counted));
    }

    private static OfflineReply Count(OfflineTurn turn, List<string> words)
    {
        if (turn.Document is not { } document)
            return new OfflineReply(turn.Phrases.NothingToSearch);
        var kind = Counts.First(kind => kind.Words.Any(words.Contains));
        return new OfflineReply(turn.Phrases.Counted(IsGerman(turn) ? kind.German : kind.English, kind.Count(document.Text)));
    }

    private static OfflineReply? List(OfflineTurn turn, List<string> words)
    {
        var kind = Array.Find(Kinds, kind => kind.Words.Any(words.Contains));

        // "Find the name of the author" asks a question; "find the names" asks for a list.
        if (kind.Find is null || (words.Contains("of") && !words.Contains("all") && !words.Contains("list")))
            return null;
        if (turn.Document is not { } document)
            return new OfflineReply(turn.Phrases.NothingToSearch);

        var found = kind.Find(document.Text).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (found.Count == 0)
            return new OfflineReply(turn.Phrases.NothingFound);
        var answer = new StringBuilder(turn.Phrases.Found(found.Count, IsGerman(turn) ? kind.German : kind.English)).Append("\n\n");
        foreach (var item in found.Take(MostListed))
            answer.Append("- ").Append(item).Append('\n');
        if (found.Count > MostListed)
            answer.Append("- …\n");
        return new OfflineReply(answer.ToString().TrimEnd());
    }

    private static bool IsGerman(OfflineTurn turn) => turn.Phrases is GermanPhrases;

    private static int CountParagraphs(string text)
    {
        var (count, inside) = (0, false);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var isText = !line.Trim().IsEmpty;
            count += isText && !inside ? 1 : 0;
            inside = isText;
        }

        return count;
    }
}
