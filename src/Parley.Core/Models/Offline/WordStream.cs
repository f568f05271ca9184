namespace Parley.Models.Offline;

/// <summary>Cuts an answer into the pieces a stream gives out.</summary>
internal static class WordStream
{
    // A quoted run of letters without a space is given out in pieces too.
    private const int LongestPiece = 80;

    /// <summary>Words with the white space behind them; joined they are the text.</summary>
    public static List<string> Split(string text)
    {
        var words = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = start;
            while (end < text.Length && end - start < LongestPiece && !char.IsWhiteSpace(text[end]))
                end++;
            while (end < text.Length && char.IsWhiteSpace(text[end]))
                end++;
            if (end < text.Length && char.IsLowSurrogate(text[end]) && char.IsHighSurrogate(text[end - 1]))
                end++;
            words.Add(text[start..end]);
            start = end;
        }

        return words;
    }

    /// <summary>How many of the words stay within <paramref name="limit"/> tokens.</summary>
    public static int Fit(List<string> words, int? limit, Func<string, int> count)
    {
        if (limit is null || count(string.Concat(words)) <= limit)
            return words.Count;

        var (fits, fails) = (0, words.Count);
        while (fails - fits > 1)
        {
            var middle = (fits + fails) / 2;
            if (count(string.Concat(words[..middle])) <= limit)
                fits = middle;
            else
                fails = middle;
        }

        return fits;
    }
}
