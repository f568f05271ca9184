namespace Parley.Pipeline.Caching.Semantic;

/// <summary>A question as the semantic cache compares it.</summary>
/// <param name="partition">Within which it may be compared.</param>
/// <param name="vector">Of length 1.</param>
internal sealed class SemanticQuestion(SemanticPartition partition, string text, float[] vector, QuestionMarks marks)
{
    public SemanticPartition Partition { get; } = partition;

    public string Text { get; } = text;

    public float[] Vector { get; } = vector;

    public QuestionMarks Marks { get; } = marks;

    /// <summary>In memory: the text, its words and the vector.</summary>
    public long Bytes => 1024 + (long)Text.Length * sizeof(char) * 4 + Vector.Length * sizeof(float);
}

/// <summary>Everything but the question: the caller's rights, the model, the options, what was said before, and the kind of vectors.</summary>
internal readonly record struct SemanticPartition(CacheKey Key, string Embedding);

/// <param name="Similarity">The cosine of the two questions.</param>
internal sealed record SemanticHit(CachedAnswer Answer, double Similarity);
