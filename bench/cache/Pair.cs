using System.Numerics.Tensors;
using Parley.Models.Embeddings;
using Parley.Pipeline.Caching.Semantic;

namespace Parley.Bench.Cache;

/// <summary>Two questions, whether one answer serves both, and how they compare.</summary>
internal sealed record Pair(string Kind, bool IsSame, string One, string Other)
{
    public double Similarity { get; } = Question.Of(One).Similarity(Question.Of(Other));

    public bool Agrees { get; } = Question.Of(One).Marks.Agree(Question.Of(Other).Marks);

    /// <summary>The guard as it is for vectors that know meanings: without the words of content.</summary>
    public bool AgreesInMarks { get; } = QuestionMarks.Read(One, isLexical: false).Agree(QuestionMarks.Read(Other, isLexical: false));
}

/// <summary>A question as the semantic cache sees it.</summary>
internal sealed record Question(float[] Vector, QuestionMarks Marks)
{
    public static Question Of(string text)
    {
        var vector = LexicalEmbedding.Embed(text);
        var length = TensorPrimitives.Norm<float>(vector);
        if (length > 0)
        {
            TensorPrimitives.Divide(vector, length, vector);
        }

        return new(vector, QuestionMarks.Read(text, isLexical: true));
    }

    public double Similarity(Question other) => TensorPrimitives.Dot<float>(Vector, other.Vector);
}
