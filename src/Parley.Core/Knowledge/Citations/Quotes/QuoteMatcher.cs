using Parley.Knowledge.Citations.Support;

namespace Parley.Knowledge.Citations.Quotes;

/// <summary>Looks for a quotation in a source. Takes time in proportion to their lengths, whatever they are.</summary>
internal sealed class QuoteMatcher(Vocabulary vocabulary)
{
    // What an ellipsis may leave out. More, and the parts have little to do with each other.
    private const int MaxLeftOut = 400;
    private const int LeastPart = 2;

    public QuoteMatch Find(string quote, QuoteSource source)
    {
        var parts = Parts(quote);
        foreach (var joins in (ReadOnlySpan<bool>)[false, true])
        {
            var words = parts.ConvertAll(part => QuoteTokens.Read(quote, part.Start, part.End, joins, vocabulary).ConvertAll(token => token.Id));
            words.RemoveAll(part => part.Count == 0);
            if (words.Count > 0 && (words.Count == 1 || words.TrueForAll(part => part.Count >= LeastPart)) && FindParts(words, source, joins) is { } span)
            {
                return new(true, source.Text.AsSpan(span.Start, span.Length).Contains(quote.AsSpan().Trim(" .,;:!?"), StringComparison.Ordinal), span.Start, span.End, 1);
            }
        }

        return Nearest(QuoteTokens.Read(quote, 0, quote.Length, false, vocabulary), source.Tokens(false));
    }

    private static List<Answers.TextSpan> Parts(string quote)
    {
        var parts = new List<Answers.TextSpan>();
        var start = 0;
        for (var i = 0; i < quote.Length; i++)
        {
            var length = quote[i] == '…' ? 1 : quote.AsSpan(i).StartsWith("...") ? 3 : 0;
            if (length > 0)
            {
                parts.Add(new(start, i));
                start = i + length;
                i = start - 1;
            }
        }

        parts.Add(new(start, quote.Length));
        return parts;
    }

    private static Answers.TextSpan? FindParts(List<List<int>> parts, QuoteSource source, bool joins)
    {
        var tokens = source.Tokens(joins);
        foreach (var first in Occurrences(parts[0], tokens, 0).Take(parts.Count == 1 ? 1 : 20))
        {
            var end = first + parts[0].Count;
            var fits = true;
            foreach (var part in parts.Skip(1))
            {
                var next = Occurrences(part, tokens, end).Append(-1).First();
                if (next < 0 || !MayBeLeftOut(source.Text, tokens[end - 1].End, tokens[next].Start))
                {
                    fits = false;
                    break;
                }

                end = next + part.Count;
            }

            if (fits)
            {
                return new(tokens[first].Start, tokens[end - 1].End);
            }
        }

        return null;
    }

    // Who leaves out a "not" says the opposite.
    private static bool MayBeLeftOut(string text, int from, int to) => to - from <= MaxLeftOut && !Negation.Occurs(text[from..to]);

    // Knuth, Morris and Pratt: no word of the source is compared twice with the same word of the quotation.
    private static IEnumerable<int> Occurrences(List<int> words, List<QuoteToken> tokens, int from)
    {
        var failure = new int[words.Count];
        for (int i = 1, k = 0; i < words.Count; i++)
        {
            while (k > 0 && words[i] != words[k])
            {
                k = failure[k - 1];
            }

            failure[i] = k += words[i] == words[k] ? 1 : 0;
        }

        for (int i = from, k = 0; i < tokens.Count; i++)
        {
            while (k > 0 && tokens[i].Id != words[k])
            {
                k = failure[k - 1];
            }

            k += tokens[i].Id == words[k] ? 1 : 0;
            if (k == words.Count)
            {
                yield return i - k + 1;
                k = failure[k - 1];
            }
        }
    }

    // The stretch of the source, as long as the quotation, that shares most words with it.
    private static QuoteMatch Nearest(List<QuoteToken> quote, List<QuoteToken> tokens)
    {
        if (quote.Count == 0 || tokens.Count == 0)
        {
            return default;
        }

        var wanted = quote.CountBy(token => token.Id).ToDictionary();
        var have = new Dictionary<int, int>();
        var (shared, best, at) = (0, 0, 0);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (wanted.TryGetValue(tokens[i].Id, out var most) && (have[tokens[i].Id] = have.GetValueOrDefault(tokens[i].Id) + 1) <= most)
            {
                shared++;
            }

            if (i >= quote.Count && wanted.TryGetValue(tokens[i - quote.Count].Id, out most) && have[tokens[i - quote.Count].Id]-- <= most)
            {
                shared--;
            }

            if (shared > best)
            {
                (best, at) = (shared, i);
            }
        }

        var first = Math.Max(0, at - quote.Count + 1);
        while (first < at && !wanted.ContainsKey(tokens[first].Id))
        {
            first++;
        }

        return best == 0 ? default : new(false, false, tokens[first].Start, tokens[at].End, (double)best / quote.Count);
    }
}
