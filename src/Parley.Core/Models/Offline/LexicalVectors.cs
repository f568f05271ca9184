using Parley.Models.Offline.Text;

namespace Parley.Models.Offline;

/// <summary>
/// Vectors of spelling: every word, and every three letters in a row of it, is hashed to one of the dimensions with a
/// sign ("feature hashing", Weinberger et al. 2009), and the sum is brought to length 1. Texts that share words are near,
/// in spite of endings and slips; texts that mean the same in other words are not.
/// </summary>
internal static class LexicalVectors
{
    public const int Dimensions = 512;

    // A word common to all texts tells little, but "the" and "a" still make two texts differ.
    private const float CommonWordWeight = 0.2f;

    // Together the trigrams of a word weigh as much as the word itself: half for the exact spelling, half for what is like it.
    private const float TrigramWeight = 1f;

    /// <summary>Of a text without any word the vector is zero.</summary>
    public static float[] Of(string text)
    {
        var vector = new float[Dimensions];
        foreach (var word in WordReader.Read(text, Language.Other))
        {
            var weight = word.IsContent ? 1f : CommonWordWeight;
            Add(vector, Hash(word.Folded), weight);
            AddTrigrams(vector, word.Folded, weight);
        }

        Normalise(vector);
        return vector;
    }

    // With its edges marked, so that a beginning is not the same as an end.
    private static void AddTrigrams(float[] vector, string word, float weight)
    {
        Span<char> marked = stackalloc char[word.Length + 2];
        marked[0] = marked[^1] = ' ';
        word.CopyTo(marked[1..]);
        var each = TrigramWeight * weight / word.Length;
        for (var i = 0; i + 3 <= marked.Length; i++)
            Add(vector, Hash(marked.Slice(i, 3)), each);
    }

    private static void Add(float[] vector, ulong hash, float weight) =>
        vector[(int)(hash % Dimensions)] += hash >> 63 == 0 ? weight : -weight;

    private static void Normalise(float[] vector)
    {
        var square = 0.0;
        foreach (var value in vector)
            square += value * (double)value;
        if (square == 0)
            return;
        var scale = 1 / Math.Sqrt(square);
        for (var i = 0; i < vector.Length; i++)
            vector[i] = (float)(vector[i] * scale);
    }

    // FNV-1a, and a last mixing of its weak low bits. Not string.GetHashCode, which differs from process to process.
    private static ulong Hash(ReadOnlySpan<char> text)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in text)
            hash = (hash ^ character) * 1099511628211UL;
        hash ^= hash >> 32;
        return hash * 0x9E3779B97F4A7C15UL;
    }
}
