using System.ComponentModel.DataAnnotations;
using Parley.Integrations.Providers;

namespace Parley.Integrations.VectorStores.Pinecone;

/// <summary>An index at Pinecone, dense and of the metric cosine. Section <c>VectorStores:Pinecone</c>.</summary>
public sealed class PineconeOptions
{
    /// <summary>The key (PINECONE_API_KEY). None by default.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Where the index is, as its page at Pinecone says (PINECONE_HOST). Default: asked of Pinecone by <see cref="Index"/>.</summary>
    public string? Host { get; set; }

    /// <summary>The name of the index (PINECONE_INDEX). Needed where <see cref="Host"/> is missing.</summary>
    public string? Index { get; set; }

    /// <summary>Where Pinecone is asked for the index. Default <c>https://api.pinecone.io</c>.</summary>
    [HttpUrl]
    [Required]
    public string ControlUrl { get; set; } = "https://api.pinecone.io";

    /// <summary>How many namespaces, which is one for each collection, a search asks at a time. Default 8; 1 to 64.</summary>
    [Range(1, 64)]
    public int Parallelism { get; set; } = 8;
}
