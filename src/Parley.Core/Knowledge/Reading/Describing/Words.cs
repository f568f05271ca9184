using System.Runtime.InteropServices;

namespace Parley.Knowledge.Reading.Describing;

/// <summary>Runs of letters in a text.</summary>
internal static class Words
{
    // No word worth knowing is longer, and a bound keeps hostile text cheap.
    private const int MaxLength = 40;

    /// <summary>How often each word stands in the text, without regard to case.</summary>
    public static Dictionary<string, int> Count(ReadOnlySpan<char> text)
    {
        var counts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var words = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            while (i < text.Length && char.IsLetter(text[i]))
                i++;
            if (i > start && i - start <= MaxLength)
                CollectionsMarshal.GetValueRefOrAddDefault(words, text[start..i], out _)++;
            if (i == start)
                i++;
        }

        return counts;
    }
}
