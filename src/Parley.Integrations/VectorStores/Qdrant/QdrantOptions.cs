using System.ComponentModel.DataAnnotations;
using Parley.Integrations.Providers;

namespace Parley.Integrations.VectorStores.Qdrant;

/// <summary>A Qdrant server, version 1.11 or newer. Section <c>VectorStores:Qdrant</c>.</summary>
public sealed class QdrantOptions
{
    /// <summary>Where its REST API is, such as <c>http://localhost:6333</c> (QDRANT_URL). None by default.</summary>
    [HttpUrl]
    public string? Url { get; set; }

    /// <summary>Its key, where it asks for one (QDRANT_API_KEY). None by default.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The most bytes of one request that writes. Default 4 MiB; 64 KiB to 32 MiB, which is Qdrant's own bound.</summary>
    [Range(64 * 1024, 32 * 1024 * 1024)]
    public int MaxBatchBytes { get; set; } = 4 * 1024 * 1024;
}
