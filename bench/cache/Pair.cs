using System.Collections.Concurrent;
using System.Numerics.Tensors;
using Parley.Models.Embeddings;
using Parley.Models.Embeddings.Local;
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

/// <summary>A question as the semantic cache sees it: with the built-in encoder, or with BENCH_EMBEDDING=lexical as it is where that is missing.</summary>
internal sealed record Question(float[] Vector, QuestionMarks Marks)
{
    private static readonly SentenceEncoder? Encoder = Environment.GetEnvironmentVariable("BENCH_EMBEDDING") == "lexical"
        ? null : EncoderFile.Load(Path.Combine(AppContext.BaseDirectory, "assets", "use-lite-en.bin"));

    private static readonly ConcurrentDictionary<string, Question> Known = new();

    public static Question Of(string text) => Known.GetOrAdd(text, key =>
        new(Encoder?.Embed(key) ?? LexicalEmbedding.Embed(key), QuestionMarks.Read(key, isLexical: Encoder is null)));

    public double Similarity(Question other) => TensorPrimitives.Dot<float>(Vector, other.Vector);
}
