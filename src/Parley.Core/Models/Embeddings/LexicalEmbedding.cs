using System.Numerics.Tensors;
using Parley.Models.Offline.Text;

namespace Parley.Models.Embeddings;

/// <summary>
/// A vector of a text's words, pairs of words and their letter trigrams, each hashed to one of 512 places with a sign. It needs no model and
/// knows no meaning: it finds texts that say the same in nearly the same words, with other endings or a slip of the pen.
/// </summary>
internal static class LexicalEmbedding
{
    public const string Name = "lexical-512";
    public const int Dimensions = 512;

    // Trigrams forgive endings and typing errors; words and their order tell texts apart.
    private const float Word = 1f;
    private const float StopWord = 0.4f;
    private const float Pair = 0.3f;
    private const float Trigram = 0.25f;

    /// <summary>Of length 1; all zero when the text has no word.</summary>
    public static float[] Embed(string text)
    {
        var vector = new float[Dimensions];
        string? before = null;
        foreach (var word in WordReader.Read(text, Language.Other))
        {
            Add(vector, Hash("w", word.Folded), word.IsContent ? Word : StopWord);
            if (before is not null)
            {
                Add(vector, Hash(before, word.Folded), Pair);
            }

            before = word.Folded;
            var padded = $" {word.Folded} ";
            var weight = word.IsContent ? Trigram : Trigram * StopWord;
            for (var i = 0; i + 3 <= padded.Length; i++)
            {
                Add(vector, Hash("t", padded.AsSpan(i, 3)), weight);
            }
        }

        if (TensorPrimitives.Norm<float>(vector) is > 0 and var length)
        {
            TensorPrimitives.Divide(vector, length, vector);
        }

        return vector;
    }

    // A sign of its own for each feature: what falls together adds noise around zero, not likeness.
    private static void Add(float[] vector, uint hash, float weight) =>
        vector[hash % Dimensions] += (hash & 0x8000_0000) == 0 ? weight : -weight;

    // FNV-1a with a last stir; stable over processes, unlike string.GetHashCode.
    private static uint Hash(ReadOnlySpan<char> first, ReadOnlySpan<char> second)
    {
        var hash = 2166136261u;
        foreach (var letter in first)
        {
            hash = (hash ^ letter) * 16777619;
        }

        hash = (hash ^ '\n') * 16777619;
        foreach (var letter in second)
        {
            hash = (hash ^ letter) * 16777619;
        }

        hash ^= hash >> 15;
        hash *= 0x2c1b3c6d;
        return hash ^ (hash >> 13);
    }
}
