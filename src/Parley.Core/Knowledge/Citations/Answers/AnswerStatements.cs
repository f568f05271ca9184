using System.Text;

namespace Parley.Knowledge.Citations.Answers;

/// <summary>What an answer states, sentence by sentence, without the markers of its citations.</summary>
internal static class AnswerStatements
{
    private const int Most = 500;

    /// <param name="given">What it was written from: lines that only name these state nothing.</param>
    /// <returns>Nothing for an answer that only says that there is none.</returns>
    public static IReadOnlyList<string> Of(string answer, IReadOnlyList<GivenPassage> given)
    {
        var hidden = HiddenSpans.Find(answer);
        var markers = MarkerReader.Read(answer, hidden, Most, out _);
        var sentences = SentenceReader.Read(answer, markers, hidden);
        var reader = new UncitedReader(answer, hidden, sentences, [], new Attribution(given));
        var stated = reader.Read().Take(Most).Select(span => Without(answer, span, markers)).ToList();

        // "Paris." is too short for a claim that must be cited, but an answer it is.
        return stated.Count > 0 || reader.SaysThatThereIsNone() || string.IsNullOrWhiteSpace(answer) ? stated : [Without(answer, new(0, answer.Length), markers)];
    }

    private static string Without(string answer, TextSpan span, IReadOnlyList<Marker> markers)
    {
        var text = new StringBuilder();
        var from = span.Start;
        foreach (var marker in markers.Where(marker => marker.Start >= span.Start && marker.End <= span.End))
        {
            text.Append(answer.AsSpan(from, marker.Start - from));
            from = marker.End;
        }

        return text.Append(answer.AsSpan(from, span.End - from)).ToString().Trim();
    }
}
