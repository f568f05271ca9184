using System.Buffers;

namespace Parley.Knowledge.Retrieval.Ranking;

/// <summary>
/// Likeness of texts by the runs of three to five letters they share, each hashed to one of some places. It forgives endings, compounds
/// and slips of the pen, of any language.
/// </summary>
internal static class CharGrams
{
    private const int Bits = 13;
    private const int Places = 1 << Bits;
    private const int Shortest = 3;
    private const int Longest = 5;

    // Of counts up to here; more are rare.
    private static readonly float[] Damped = [.. Enumerable.Range(0, 256).Select(Damp)];

    /// <summary>The cosine of each text to the query, 0 to 1. What many of the texts have counts less.</summary>
    public static double[] Cosines(string query, IReadOnlyList<string> texts)
    {
        // 1. Of each text the places it has and how often, and of each place how many texts have it. Most places of a text are empty.
        var scratch = new ushort[Places];
        var vectors = new Gram[texts.Count][];
        var having = new int[Places];
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] = Count(texts[i], scratch);
            foreach (var gram in vectors[i])
            {
                having[gram.Place]++;
            }
        }

        // 2. How much each place tells.
        var weights = new float[Places];
        for (var place = 0; place < Places; place++)
        {
            weights[place] = MathF.Log((vectors.Length + 1) / (having[place] + 0.5f));
        }

        // 3. The query against each text, over the places that text has.
        var asked = new float[Places];
        var length = 0f;
        foreach (var gram in Count(query, scratch))
        {
            asked[gram.Place] = gram.Value * weights[gram.Place];
            length += asked[gram.Place] * asked[gram.Place];
        }

        return [.. vectors.Select(vector => Cosine(asked, MathF.Sqrt(length), vector, weights))];
    }

    /// <param name="counts">All zero, and so again in the end.</param>
    private static Gram[] Count(ReadOnlySpan<char> text, ushort[] counts)
    {
        var letters = ArrayPool<char>.Shared.Rent(text.Length + 2);
        var touched = ArrayPool<int>.Shared.Rent(Places);
        try
        {
            var count = Count(letters.AsSpan(0, Fold(text, letters)), counts, touched);
            var grams = new Gram[count];
            for (var i = 0; i < count; i++)
            {
                grams[i] = new(touched[i], counts[touched[i]] < Damped.Length ? Damped[counts[touched[i]]] : Damp(counts[touched[i]]));
                counts[touched[i]] = 0;
            }

            return grams;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(letters);
            ArrayPool<int>.Shared.Return(touched);
        }
    }

    // Lower case, with one space for whatever is between words and one at either end.
    private static int Fold(ReadOnlySpan<char> text, Span<char> folded)
    {
        folded[0] = ' ';
        var length = 1;
        foreach (var letter in text)
        {
            var lower = char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' ';
            if (lower != ' ' || folded[length - 1] != ' ')
            {
                folded[length++] = lower;
            }
        }

        if (folded[length - 1] != ' ')
        {
            folded[length++] = ' ';
        }

        return length;
    }

    private static int Count(ReadOnlySpan<char> folded, ushort[] counts, int[] touched)
    {
        var count = 0;
        for (var start = 0; start < folded.Length; start++)
        {
            // FNV-1a, grown letter by letter: every length on the way is a gram of its own.
            var hash = 2166136261u;
            for (var size = 1; size <= Longest && start + size <= folded.Length; size++)
            {
                hash = (hash ^ folded[start + size - 1]) * 16777619;
                if (size >= Shortest)
                {
                    var place = (int)((hash ^ (hash >> 15)) & (Places - 1));
                    if (counts[place] == 0)
                    {
                        touched[count++] = place;
                    }

                    counts[place] += counts[place] < ushort.MaxValue ? (ushort)1 : (ushort)0;
                }
            }
        }

        return count;
    }

    private static float Damp(int count) => count == 0 ? 0 : 1 + MathF.Log(count);

    private static double Cosine(float[] asked, float length, Gram[] vector, float[] weights)
    {
        var (product, squares) = (0f, 0f);
        foreach (var (place, value) in vector)
        {
            var weighed = value * weights[place];
            product += weighed * asked[place];
            squares += weighed * weighed;
        }

        var lengths = length * MathF.Sqrt(squares);
        return lengths == 0 ? 0 : Math.Clamp(product / lengths, 0, 1);
    }

    /// <param name="Value">How often it is there, damped.</param>
    private readonly record struct Gram(int Place, float Value);
}
