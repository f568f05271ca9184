using System.Collections.Frozen;
using Parley.Models.Offline.Text;

namespace Parley.Knowledge.Citations.Answers;

/// <summary>Finds sentences that state something and cite nothing. Questions, headings, attributions, remarks about the answer itself state nothing.</summary>
internal sealed class UncitedReader(string text, bool[] hidden, List<AnswerSentence> sentences, List<CitedClaim> claims, Attribution attribution)
{
    private const int LeastWords = 4;
    private const int LeastWordsWithNumber = 2;
    private const int MaxSentence = 3_000;

    private static readonly FrozenSet<string> Remarks = WordSet.Of("""
        i i'm i'll i've we let here please note sorry unfortunately hope feel based according documents sources passages context
        ich wir hier leider bitte dokumente quellen
        """);

    private static readonly FrozenSet<string> OfAnswers = WordSet.Of("documents sources passages context information provided answer question dokumente quellen");

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

    /// <summary>Whether a sentence says that the documents, or the writer, have no answer.</summary>
    public bool SaysThatThereIsNone() => sentences.Any(sentence => Words(sentence) is { Count: > 0 } words
        && (IsOfAnswersNotThere(words) || (Remarks.Contains(words[0].Folded) && words.Any(word => Support.Negation.IsHard(word.Folded)))));

    private static bool IsOfAnswersNotThere(List<Word> words) =>
        words.Any(word => OfAnswers.Contains(word.Folded)) && words.Any(word => Support.Negation.IsHard(word.Folded));

    private List<Word> Words(AnswerSentence sentence) =>
        [.. WordReader.Read(text.Substring(sentence.Start, Math.Min(sentence.End - sentence.Start, MaxSentence)), Language.Other)];

    private bool States(AnswerSentence sentence)
    {
        if (sentence.Kind is LineKind.Heading || hidden[sentence.Start] || text[sentence.End - 1] is '?' or ':' or '？'
            || attribution.Is(text, sentence.Start, sentence.End))
        {
            return false;
        }

        var words = Words(sentence);
        if (words.Count == 0 || Remarks.Contains(words[0].Folded) || IsOfAnswersNotThere(words))
        {
            return false;
        }

        var content = words.Count(word => word.IsContent);
        return content >= LeastWords || (content >= LeastWordsWithNumber && words.Any(word => word.HasDigit));
    }
}
