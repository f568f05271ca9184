using System.Numerics.Tensors;

namespace Parley.Knowledge.Retrieval.Ranking;

/// <summary>
/// Likeness of texts by the runs of three to five letters they share, each hashed to one of some places. It forgives endings, compounds
/// and slips of the pen, of any language.
/// </summary>
internal static class CharGrams
{
    private const int Bits = 13;
    private const int Shortest = 3;
    private const int Longest = 5;

    /// <summary>The cosine of each text to the query, 0 to 1. What many of the texts have counts less.</summary>
    public static double[] Cosines(string query, IReadOnlyList<string> texts)
    {
        var vectors = new float[texts.Count][];
        var having = new float[1 << Bits];
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] = Count(texts[i]);
            for (var place = 0; place < having.Length; place++)
            {
                having[place] += vectors[i][place] > 0 ? 1 : 0;
            }
        }

        var weights = new float[having.Length];
        for (var place = 0; place < weights.Length; place++)
        {
            weights[place] = MathF.Log((vectors.Length + 1) / (having[place] + 0.5f));
        }

        var asked = Weigh(Count(query), weights);
        return [.. vectors.Select(vector => Cosine(asked, Weigh(vector, weights)))];
    }

    private static float[] Count(ReadOnlySpan<char> text)
    {
        var counts = new float[1 << Bits];
        Span<char> folded = new char[(text.Length * 2) + 2];
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

        for (var start = 0; start < length; start++)
        {
            // FNV-1a, grown letter by letter: every length on the way is a gram of its own.
            var hash = 2166136261u;
            for (var size = 1; size <= Longest && start + size <= length; size++)
            {
                hash = (hash ^ folded[start + size - 1]) * 16777619;
                if (size >= Shortest)
                {
                    counts[(hash ^ (hash >> 15)) & ((1 << Bits) - 1)]++;
                }
            }
        }

        return counts;
    }

    private static float[] Weigh(float[] counts, float[] weights)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] = counts[i] == 0 ? 0 : (1 + MathF.Log(counts[i])) * weights[i];
        }

        return counts;
    }

    private static double Cosine(float[] a, float[] b)
    {
        var lengths = TensorPrimitives.Norm<float>(a) * TensorPrimitives.Norm<float>(b);
        return lengths == 0 ? 0 : Math.Clamp(TensorPrimitives.Dot<float>(a, b) / lengths, 0, 1);
    }
}
