namespace Parley.Knowledge.Embedding;

/// <summary>Cuts a passage into what an embedder can take in at once.</summary>
public static class Windows
{
    /// <summary>
    /// Windows of at most <paramref name="size"/> UTF-16 units that end with a sentence where one ends in their second half, else
    /// with a word, and begin about a fifth of a window before the last one ended, with a word. Every letter is in at least one.
    /// </summary>
    /// <param name="size">See <see cref="IEmbedder.Window"/>; null for one window.</param>
    public static IReadOnlyList<string> Of(string text, int? size)
    {
        if (size is not { } length || text.Length <= length)
        {
            return [text];
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(length, 16, nameof(size));
        var windows = new List<string>();
        var start = 0;
        while (text.Length - start > length)
        {
            var end = End(text, start, length);
            windows.Add(text[start..end]);
            start = NextStart(text, end - (length / 5), end);
        }

        windows.Add(text[start..]);
        return windows;
    }

    private static int End(string text, int start, int length)
    {
        var (last, least) = (start + length, start + (length / 2));
        for (var end = last; end > least; end--)
        {
            if (EndsSentence(text, end))
            {
                return end;
            }
        }

        for (var end = last; end > least; end--)
        {
            if (char.IsWhiteSpace(text[end]))
            {
                return end;
            }
        }

        return char.IsLowSurrogate(text[last]) ? last - 1 : last;
    }

    // A sentence's beginning if there is one, else a word's, else no overlap.
    private static int NextStart(string text, int from, int end)
    {
        var word = end;
        for (var start = from; start < end; start++)
        {
            if (!char.IsWhiteSpace(text[start - 1]) || char.IsWhiteSpace(text[start]))
            {
                continue;
            }

            if (EndsSentence(text, start - 1))
            {
                return start;
            }

            word = Math.Min(word, start);
        }

        return word;
    }

    private static bool EndsSentence(string text, int end) =>
        text[end - 1] is '\n' or '。' or '！' or '？' || (text[end - 1] is '.' or '!' or '?' && char.IsWhiteSpace(text[end]));
}
