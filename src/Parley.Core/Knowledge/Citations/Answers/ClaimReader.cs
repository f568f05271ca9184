using Parley.Models.Offline.Text;

namespace Parley.Knowledge.Citations.Answers;

/// <summary>
/// Finds what each marker stands for: the sentence, or, where a sentence has several markers, what stands between one and the
/// next; a quotation that ends before a marker belongs to it as a whole.
/// </summary>
internal sealed class ClaimReader(string text, List<AnswerSentence> sentences, IReadOnlyList<Marker> markers)
{
    // Fewer words of content claim nothing: "and [2]", "According to [1], …".
    private const int LeastWords = 2;
    private const int MaxClaim = 3_000;
    private int _marker;

    public List<CitedClaim> Read()
    {
        var claims = new List<CitedClaim>();
        for (var i = 0; i < sentences.Count; i++)
        {
            var first = _marker;
            while (_marker < markers.Count && markers[_marker].Start < sentences[i].End)
            {
                _marker++;
            }

            if (_marker > first)
            {
                ReadSentence(i, first, _marker, claims);
            }
        }

        return claims;
    }

    private void ReadSentence(int at, int first, int last, List<CitedClaim> claims)
    {
        var sentence = sentences[at];
        TextSpan? before = null;
        var from = sentence.Start;
        for (var i = first; i < last;)
        {
            // 1. Markers side by side stand for the same.
            var next = i + 1;
            while (next < last && IsBetweenMarkers(markers[next - 1].End, markers[next].Start))
            {
                next++;
            }

            // 2. What stands before them; where that is nothing, what stands behind, or what the ones before stood for.
            var span = Trim(from, markers[i].Start);
            if (!Claims(span))
            {
                var behind = Trim(markers[next - 1].End, next < last ? markers[next].Start : sentence.End);
                span = before ?? (Claims(behind) ? new(Math.Max(Math.Min(span.Start, behind.Start), behind.End - MaxClaim), behind.End) : Earlier(at) ?? span);
            }

            span = WithQuotation(at, span, markers[i]);
            before = span;
            for (var m = i; m < next; m++)
            {
                claims.Add(new(markers[m], span.Start, span.End, Quotes(sentence, span, markers[m])));
            }

            from = markers[next - 1].End;
            i = next;
        }
    }

    private bool IsBetweenMarkers(int from, int to)
    {
        var between = text.AsSpan(from, to - from).Trim(" ,;");
        return between.IsEmpty || between is "and" or "&" or "und";
    }

    // A marker that stands alone belongs to the paragraph before it, when that has none of its own.
    private TextSpan? Earlier(int at) => at > 0 && !markers.Any(marker => marker.Start >= sentences[at - 1].Start && marker.Start < sentences[at - 1].End)
        ? new(sentences[at - 1].Start, sentences[at - 1].End)
        : null;

    private TextSpan WithQuotation(int at, TextSpan span, Marker marker)
    {
        // 1. Lines of one quotation before this one.
        var start = span.Start;
        if (sentences[at].Kind is LineKind.Quotation && start == sentences[at].Start)
        {
            while (at > 0 && sentences[at - 1].Kind is LineKind.Quotation && marker.Start - sentences[at - 1].Start < MaxClaim
                && text.AsSpan(sentences[at - 1].End, start - sentences[at - 1].End).Count('\n') == 1 && text[sentences[at - 1].End - 1] != ']')
            {
                start = sentences[--at].Start;
            }
        }

        // 2. Quotation marks that were opened some sentences ago.
        var open = QuoteBefore(marker.Start) is { } quote && quote.End <= span.End + 1 ? Math.Min(start, quote.Start - 1) : start;
        while (at > 0 && sentences[at].Start > open)
        {
            at--;
        }

        start = open < start && open < sentences[at].End && !HasMarker(sentences[at].Start, open) ? Math.Min(open, sentences[at].Start) : Math.Min(start, open);
        return new(Math.Clamp(start, Math.Max(0, span.End - MaxClaim), span.End), span.End);
    }

    private bool HasMarker(int from, int to) => to > from && text.AsSpan(from, to - from).Contains(']');

    /// <summary>The quotation that ends right before a marker.</summary>
    private TextSpan? QuoteBefore(int marker)
    {
        var close = marker - 1;
        while (close > 0 && text[close] is ' ' or '.' or ',' or ';' or ':' or '\u00A0')
        {
            close--;
        }

        var limit = Math.Max(0, marker - MaxClaim);
        for (var open = close - 1; open >= limit; open--)
        {
            if (QuoteMarks.Opens(text[open]) && QuoteMarks.Closes(text[open], text[close]))
            {
                return open + 1 < close ? new(open + 1, close) : null;
            }
        }

        return null;
    }

    private List<TextSpan> Quotes(AnswerSentence sentence, TextSpan claim, Marker marker)
    {
        var quotes = new List<TextSpan>();
        if (marker.HasQuote)
        {
            quotes.Add(new(marker.QuoteStart, marker.QuoteEnd));
        }

        if (sentence.Kind is LineKind.Quotation || IsQuotation(claim))
        {
            quotes.AddRange(sentences.Where(line => line.Start >= claim.Start && line.Start < claim.End)
                .Select(line => Trim(line.Start, Math.Min(line.End, claim.End))).Where(span => span.Length > 0));
            return quotes;
        }

        var direct = QuoteBefore(marker.Start);
        quotes.AddRange(QuoteReader.Read(text, claim.Start, claim.End).Where(quote => quote == direct || QuoteReader.IsLong(text, quote)));
        if (direct is { } one && one.Start >= claim.Start && !quotes.Contains(one))
        {
            quotes.Add(one);
        }

        return quotes;
    }

    private bool IsQuotation(TextSpan claim) => sentences.FindIndex(line => line.Start == claim.Start) is >= 0 and var at && sentences[at].Kind is LineKind.Quotation;

    private bool Claims(TextSpan span) =>
        span.Length > 0 && WordReader.Read(text.Substring(span.Start, Math.Min(span.Length, MaxClaim)), Language.Other).Where(word => word.IsContent).Take(LeastWords).Count() == LeastWords;

    private TextSpan Trim(int start, int end)
    {
        while (start < end && (char.IsWhiteSpace(text[start]) || text[start] is ',' or ';' or '.' or ':'))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return new(Math.Max(start, end - MaxClaim), end);
    }
}
