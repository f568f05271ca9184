using System.Collections.Frozen;
using Parley.Models.Offline.Text;

namespace Parley.Knowledge.Citations.Answers;

/// <summary>Finds sentences that state something and cite nothing. Questions, headings, remarks about the answer itself, and lines that say where a quote is from state nothing.</summary>
internal sealed class UncitedReader(string text, bool[] hidden, List<AnswerSentence> sentences, List<CitedClaim> claims)
{
    private const int LeastWords = 4;
    private const int LeastWordsWithNumber = 2;
    private const int MaxSentence = 3_000;

    private static readonly FrozenSet<string> Remarks = WordSet.Of("""
        i i'm i'll i've we let here please note sorry unfortunately hope feel based according documents sources passages context
        ich wir hier leider bitte dokumente quellen
        """);

    private static readonly FrozenSet<string> OfAnswers = WordSet.Of("documents sources passages context information provided answer question dokumente quellen");

    private static readonly FrozenSet<string> Origins = WordSet.Of("from source aus quelle");

    public IEnumerable<TextSpan> Read()
    {
        var cited = claims.Select(claim => new TextSpan(claim.Start, Math.Max(claim.End, claim.Marker.End))).OrderBy(span => span.Start).ToList();
        var (next, covered) = (0, 0);
        foreach (var sentence in sentences)
        {
            while (next < cited.Count && cited[next].Start < sentence.End)
            {
                covered = Math.Max(covered, cited[next++].End);
            }

            if (covered <= sentence.Start && States(sentence))
            {
                yield return new(sentence.Start, sentence.End);
            }
        }
    }

    private bool States(AnswerSentence sentence)
    {
        if (sentence.Kind is LineKind.Heading || hidden[sentence.Start] || text[sentence.End - 1] is '?' or ':' or '？')
        {
            return false;
        }

        var words = WordReader.Read(text.Substring(sentence.Start, Math.Min(sentence.End - sentence.Start, MaxSentence)), Language.Other).ToList();
        if (words.Count == 0 || Remarks.Contains(words[0].Folded) || (Origins.Contains(words[0].Folded) && IsBehindDash(sentence)) || words.Any(word => OfAnswers.Contains(word.Folded)) && words.Any(word => Support.Negation.IsHard(word.Folded)))
        {
            return false;
        }

        var content = words.Count(word => word.IsContent);
        return content >= LeastWords || (content >= LeastWordsWithNumber && words.Any(word => word.HasDigit));
    }

    // A line that begins with a long dash, as below a quote.
    private bool IsBehindDash(AnswerSentence sentence)
    {
        var before = text.AsSpan(0, sentence.Start).TrimEnd(' ');
        return before is [.., '–' or '—'] && (before.Length == 1 || before[^2] == '\n');
    }
}
