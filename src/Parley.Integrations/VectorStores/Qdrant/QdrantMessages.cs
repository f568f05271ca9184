using System.Text.Json.Serialization;

namespace Parley.Integrations.VectorStores.Qdrant;

/// <summary>What every answer of Qdrant is wrapped in.</summary>
internal sealed record QdrantAnswer<TResult>(TResult Result);

internal sealed record QdrantExistence(bool Exists);

internal sealed record QdrantCollection(QdrantVectors Vectors, QdrantQuantization QuantizationConfig);

internal sealed record QdrantVectors(int Size, string Distance, bool OnDisk);

internal sealed record QdrantQuantization(QdrantScalar Scalar);

internal sealed record QdrantScalar(string Type, float Quantile, bool AlwaysRam);

internal sealed record QdrantIndex(string FieldName, QdrantIndexType FieldSchema);

internal sealed record QdrantIndexType(string Type, bool? IsTenant = null);

internal sealed record QdrantPoints(IReadOnlyList<QdrantPoint> Points);

internal sealed record QdrantPoint(Guid Id, ReadOnlyMemory<float> Vector, QdrantPayload Payload);

internal sealed record QdrantPayload(
    Guid TenantId, Guid CollectionId, Guid ChunkId, Guid DocumentId, string MediaType, string? Language, DateTime Date, IReadOnlyList<string> Tags);

internal sealed record QdrantSelection(QdrantCondition Filter);

internal sealed record QdrantIds(IReadOnlyList<Guid> Points);

/// <summary>A condition on a field, or on others: <c>must</c> all of them, <c>should</c> one of them.</summary>
internal sealed record QdrantCondition
{
    public string? Key { get; init; }

    public QdrantMatch? Match { get; init; }

    public QdrantRange? Range { get; init; }

    public IReadOnlyList<QdrantCondition>? Must { get; init; }

    public IReadOnlyList<QdrantCondition>? Should { get; init; }
}

internal sealed record QdrantMatch(IReadOnlyList<string> Any);

internal sealed record QdrantRange(DateTime? Gte, DateTime? Lt);

internal sealed record QdrantQuery(
    ReadOnlyMemory<float> Query, QdrantCondition Filter, string GroupBy, int GroupSize, int Limit, bool WithPayload, QdrantSearchParameters Params);

internal sealed record QdrantSearchParameters(QdrantRescoring Quantization);

internal sealed record QdrantRescoring(bool Rescore, double Oversampling);

internal sealed record QdrantGroups(IReadOnlyList<QdrantGroup> Groups);

internal sealed record QdrantGroup(Guid Id, IReadOnlyList<QdrantHit> Hits);

internal sealed record QdrantHit(float Score);

internal sealed record QdrantUpdate(string Status);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(QdrantCollection))]
[JsonSerializable(typeof(QdrantIndex))]
[JsonSerializable(typeof(QdrantPoints))]
[JsonSerializable(typeof(QdrantSelection))]
[JsonSerializable(typeof(QdrantIds))]
[JsonSerializable(typeof(QdrantQuery))]
[JsonSerializable(typeof(QdrantAnswer<QdrantExistence>))]
[JsonSerializable(typeof(QdrantAnswer<bool>), TypeInfoPropertyName = "Done")]
[JsonSerializable(typeof(QdrantAnswer<QdrantUpdate>))]
[JsonSerializable(typeof(QdrantAnswer<QdrantGroups>))]
internal sealed partial class QdrantJson : JsonSerializerContext;
