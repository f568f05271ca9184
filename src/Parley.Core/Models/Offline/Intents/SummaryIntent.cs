using System.Collections.Frozen;
using System.Text;
using Parley.Models.Offline.Text;

namespace Parley.Models.Offline.Intents;

/// <summary>"Summarise this", "tl;dr", "key points": the most central sentences, in their order, as written.</summary>
internal sealed class SummaryIntent : IIntent
{
    private const int Fewest = 3;
    private const int Most = 6;
    private const int MostOnRequest = 10;
    private const int LongestQuote = 45;

    private static readonly FrozenSet<string> Triggers = WordSet.Of("""
        summarise summarize summary summarising summarizing tldr gist outline recap zusammenfassen zusammenfassung fasse
        """);

    private static readonly string[] Phrases =
        ["tl dr", "key point", "main point", "key takeaway", "main idea", "kernpunkt", "wichtigsten punkte", "kernaussage"];

    public OfflineReply? TryAnswer(OfflineTurn turn)
    {
        if (turn.Request.Length is 0 or > 200 || !Asks(turn.Request))
            return null;
        var sentences = Subject(turn);
        if (sentences.Count == 0)
            return new OfflineReply(turn.Phrases.NothingToSummarise);

        var chosen = Summariser.Choose(sentences, WantedCount(turn.Request, sentences.Count), turn.TextLanguage);
        var answer = new StringBuilder(turn.Phrases.SummaryIntroduction(chosen.Count, sentences.Count)).Append("\n\n");
        foreach (var sentence in chosen)
            answer.Append("- ").Append(Shorten(sentence)).Append('\n');
        return new OfflineReply(answer.ToString().TrimEnd());
    }

    private static bool Asks(string request)
    {
        var words = WordReader.Read(request, Language.Other).Select(word => word.Folded).ToList();
        var folded = string.Join(' ', words);
        return words.Exists(Triggers.Contains) || Phrases.Any(phrase => folded.Contains(phrase, StringComparison.Ordinal));
    }

    // The text at hand; without one, what was said so far.
    private static List<Sentence> Subject(OfflineTurn turn) => turn.Document is { } document
        ? [.. turn.Sentences.Where(sentence => sentence.Source == document)]
        : [.. turn.Sentences.Where(sentence => sentence.Source.Kind is SourceKind.EarlierMessage or SourceKind.Knowledge)];

    private static int WantedCount(string request, int sentences)
    {
        foreach (var word in WordReader.Read(request, Language.Other))
        {
            var wanted = int.TryParse(word.Folded, out var number) ? number
                : Array.IndexOf(["one", "two", "three", "four", "five", "six"], word.Folded) + 1;
            if (wanted > 0)
                return Math.Min(wanted, MostOnRequest);
        }

        return Math.Clamp((int)Math.Ceiling(sentences * 0.2), Fewest, Most);
    }

    private static string Shorten(Sentence sentence) => sentence.Words.Count <= LongestQuote
        ? sentence.Text
        : sentence.Text[..sentence.Words[LongestQuote - 1].End] + " …";
}
