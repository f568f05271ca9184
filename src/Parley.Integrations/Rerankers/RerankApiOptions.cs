using System.ComponentModel.DataAnnotations;
using Parley.Integrations.Providers;

namespace Parley.Integrations.Rerankers;

/// <summary>A cross-encoder behind an API: Cohere, Jina, Voyage, vLLM, or Text Embeddings Inference (TEI). Section <c>Knowledge:Reranker</c>.</summary>
public sealed class RerankApiOptions
{
    /// <summary>
    /// The whole address of its rerank route: <c>https://api.cohere.com/v2/rerank</c>, <c>https://api.jina.ai/v1/rerank</c>,
    /// <c>http://tei:8080/rerank</c>. None by default: no model reranks.
    /// </summary>
    [HttpUrl]
    public string? Url { get; set; }

    /// <summary>The key; none for a server of one's own.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The model, where the API serves several: <c>rerank-v3.5</c>. None for TEI.</summary>
    public string? Model { get; set; }

    /// <summary>How it is asked. Default cohere, which Jina, Voyage and vLLM speak too.</summary>
    [EnumDataType(typeof(RerankFormat))]
    public RerankFormat Format { get; set; } = RerankFormat.Cohere;

    /// <summary>How long an answer may take; after it the order before holds. Default 5 s; 0.1 s to 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest part of a passage that is sent, in UTF-16 units. Default 4000; 200 to 100,000.</summary>
    [Range(200, 100_000)]
    public int MaxLength { get; set; } = 4000;
}

/// <summary>What a rerank API is asked and answers.</summary>
public enum RerankFormat
{
    /// <summary><c>{model, query, documents, top_n}</c> → <c>{results: [{index, relevance_score}]}</c>.</summary>
    Cohere,

    /// <summary><c>{query, texts}</c> → <c>[{index, score}]</c>.</summary>
    Tei,
}
