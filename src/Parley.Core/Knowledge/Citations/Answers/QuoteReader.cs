namespace Parley.Knowledge.Citations.Answers;

/// <summary>Finds quoted words in a claim.</summary>
internal static class QuoteReader
{
    // Fewer words in quotation marks may be a name, or irony.
    private const int LeastWords = 4;

    public static IEnumerable<TextSpan> Read(string text, int start, int end)
    {
        for (var open = start; open < end; open++)
        {
            if (!QuoteMarks.Opens(text[open]) || text[open] == '”')
            {
                continue;
            }

            var close = open + 1;
            while (close < end && !QuoteMarks.Closes(text[open], text[close]))
            {
                close++;
            }

            if (close >= end)
            {
                // Opened and never closed: nothing behind it can be told from what is not quoted.
                yield break;
            }

            if (close > open + 1)
            {
                yield return new(open + 1, close);
            }

            open = close;
        }
    }

    public static bool IsLong(string text, TextSpan quote) =>
        text.AsSpan(quote.Start, quote.Length).Trim().Count(' ') >= LeastWords - 1;
}
