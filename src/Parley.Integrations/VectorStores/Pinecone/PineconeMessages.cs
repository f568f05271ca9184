using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Parley.Integrations.VectorStores.Pinecone;

/// <summary>What Pinecone says of an index when it is asked where it is.</summary>
internal sealed record PineconeIndex(string Host);

internal sealed record PineconeStatsRequest;

/// <summary>What an index says of itself; only of interest here is what its vectors are like.</summary>
internal sealed record PineconeStats(int? Dimension, string? Metric);

internal sealed record PineconeUpsert(string Namespace, IReadOnlyList<PineconeVector> Vectors);

internal sealed record PineconeVector(string Id, ReadOnlyMemory<float> Values, PineconeMetadata Metadata);

/// <param name="Date">In microseconds since 1970: Pinecone compares numbers only.</param>
internal sealed record PineconeMetadata(
    [property: JsonPropertyName("chunk_id")] Guid ChunkId, [property: JsonPropertyName("document_id")] Guid DocumentId,
    [property: JsonPropertyName("media_type")] string MediaType, string? Language, long? Date, IReadOnlyList<string> Tags);

internal sealed record PineconeUpserted(int UpsertedCount);

internal sealed record PineconeDelete(string Namespace, IReadOnlyList<string>? Ids, JsonObject? Filter);

internal sealed record PineconeDeleted;

internal sealed record PineconeQuery(string Namespace, ReadOnlyMemory<float> Vector, int TopK, JsonObject? Filter, bool IncludeValues, bool IncludeMetadata);

internal sealed record PineconeMatches(IReadOnlyList<PineconeMatch> Matches);

internal sealed record PineconeMatch(string Id, float Score);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(PineconeIndex))]
[JsonSerializable(typeof(PineconeStatsRequest))]
[JsonSerializable(typeof(PineconeStats))]
[JsonSerializable(typeof(PineconeUpsert))]
[JsonSerializable(typeof(PineconeUpserted))]
[JsonSerializable(typeof(PineconeDelete))]
[JsonSerializable(typeof(PineconeDeleted))]
[JsonSerializable(typeof(PineconeQuery))]
[JsonSerializable(typeof(PineconeMatches))]
internal sealed partial class PineconeJson : JsonSerializerContext;
