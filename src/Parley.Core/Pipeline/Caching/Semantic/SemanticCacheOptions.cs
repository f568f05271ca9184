using System.ComponentModel.DataAnnotations;

namespace Parley.Pipeline.Caching.Semantic;

/// <summary>
/// Answers a question with the answer to one that reads alike. Off unless it is wanted, because it is a guess: see
/// docs/concepts/caching.md for what it finds and how often it errs. Section <c>Caches:Semantic</c>.
/// </summary>
public sealed class SemanticCacheOptions
{
    /// <summary>Whether it is on (SEMANTIC_CACHE_ENABLED). Default false.</summary>
    public bool Enabled { get; set; }

    /// <summary>
    /// The least cosine of two questions that share an answer (SEMANTIC_CACHE_THRESHOLD). Default .92, measured for the
    /// built-in embeddings; a provider's embedding has another scale. 0 to 1.
    /// </summary>
    [Range(0.0, 1.0)]
    public double Threshold { get; set; } = 0.92;

    /// <summary>
    /// What makes vectors of questions. Default: the built-in sentence encoder, for which <see cref="Threshold"/> was measured.
    /// </summary>
    public QuestionEmbedding Embedding { get; set; } = QuestionEmbedding.Local;

    /// <summary>How long to wait for a vector; then the question counts as new. Default 500 ms; 1 ms to 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:30")]
    public TimeSpan EmbeddingTimeout { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Longer questions are not compared: one different word in a long text moves its vector by next to nothing.
    /// Default 400 characters; 16 to 4,000.
    /// </summary>
    [Range(16, 4000)]
    public int MaxQuestionLength { get; set; } = 400;

    /// <summary>Questions of one partition that are compared with, the newest. Default 1,000; 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int MaxEntriesPerPartition { get; set; } = 1000;

    /// <summary>Memory for questions, vectors and answers. Default 64 MiB; 64 KiB to 16 GiB.</summary>
    [Range(64L * 1024, 16L * 1024 * 1024 * 1024)]
    public long MaxBytes { get; set; } = 64L * 1024 * 1024;
}

/// <summary>What makes vectors of questions.</summary>
public enum QuestionEmbedding
{
    /// <summary>The built-in sentence encoder: it asks nobody, costs nothing, and knows English. Where its file is missing, as <see cref="Lexical"/>.</summary>
    Local,

    /// <summary>The embedding model of the provider that is asked; <see cref="Local"/> where it has none.</summary>
    Provider,

    /// <summary>The built-in lexical one: it finds like wording only, in any language.</summary>
    Lexical,
}
