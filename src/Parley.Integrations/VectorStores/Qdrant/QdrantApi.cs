using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Parley.Errors;
using Parley.Integrations.Providers.Wire;
using Parley.Integrations.VectorStores.Http;

namespace Parley.Integrations.VectorStores.Qdrant;

/// <summary>The calls of Qdrant's REST API that the store needs. A collection that is not there is told by null or false.</summary>
internal sealed class QdrantApi(Func<StoreConnection> connection, QdrantOptions options)
{
    private const string Completed = "completed";

    // Its optimisation for many tenants goes by one field; the others are only filtered by.
    private static readonly (string Field, QdrantIndexType Type)[] Indexes =
    [
        (QdrantFilter.Tenant, new("uuid", IsTenant: true)),
        (QdrantFilter.Collection, new("uuid")),
        (QdrantFilter.Chunk, new("uuid")),
        (QdrantFilter.Document, new("uuid")),
        (QdrantFilter.MediaType, new("keyword")),
        (QdrantFilter.Language, new("keyword")),
        (QdrantFilter.Tags, new("keyword")),
        (QdrantFilter.Date, new("datetime")),
    ];

    private readonly Lazy<Uri> _base = new(() => WireAddress.Normalize(
        options.Url ?? throw new AppException(ErrorCode.ServiceUnavailable, "No address of Qdrant is configured. Set QDRANT_URL."), "", always: false));

    /// <summary>Makes the collection and its indexes where they are missing. Several nodes may do so at once.</summary>
    public async Task EnsureAsync(string collection, int dimensions, CancellationToken cancellationToken)
    {
        var known = await SendAsync(HttpMethod.Get, $"{collection}/exists", null, QdrantJson.Default.QdrantAnswerQdrantExistence, cancellationToken);
        if (known is not { Result.Exists: true })
        {
            // The vectors on disk and their int8 forms in memory: a million of 512 numbers take half a gigabyte. One that another node
            // made meanwhile is a conflict.
            var made = new QdrantCollection(new(dimensions, "Cosine", OnDisk: true), new(new("int8", 0.99f, AlwaysRam: true)));
            await SendAsync(HttpMethod.Put, collection, Bytes(made, QdrantJson.Default.QdrantCollection), QdrantJson.Default.Done, cancellationToken, HttpStatusCode.Conflict);
        }

        // Also where the collection was there: whoever made it may have died in between.
        foreach (var (field, type) in Indexes)
        {
            await SendAsync(
                HttpMethod.Put, $"{collection}/index?wait=true", Bytes(new(field, type), QdrantJson.Default.QdrantIndex),
                QdrantJson.Default.QdrantAnswerQdrantUpdate, cancellationToken);
        }
    }

    /// <summary>False: there is no such collection.</summary>
    public Task<bool> UpsertAsync(string collection, IReadOnlyList<QdrantPoint> points, CancellationToken cancellationToken) =>
        UpdateAsync(HttpMethod.Put, $"{collection}/points?wait=true", Bytes(new(points), QdrantJson.Default.QdrantPoints), cancellationToken);

    /// <summary>False: there is no such collection.</summary>
    public Task<bool> DeleteAsync(string collection, QdrantCondition filter, CancellationToken cancellationToken) =>
        UpdateAsync(HttpMethod.Post, $"{collection}/points/delete?wait=true", Bytes(new(filter), QdrantJson.Default.QdrantSelection), cancellationToken);

    /// <summary>False: there is no such collection.</summary>
    public Task<bool> DeleteAsync(string collection, IReadOnlyList<Guid> points, CancellationToken cancellationToken) =>
        UpdateAsync(HttpMethod.Post, $"{collection}/points/delete?wait=true", Bytes(new(points), QdrantJson.Default.QdrantIds), cancellationToken);

    /// <summary>Null: there is no such collection.</summary>
    public async Task<QdrantGroups?> QueryAsync(string collection, QdrantQuery query, CancellationToken cancellationToken) =>
        (await SendAsync(
            HttpMethod.Post, $"{collection}/points/query/groups", Bytes(query, QdrantJson.Default.QdrantQuery),
            QdrantJson.Default.QdrantAnswerQdrantGroups, cancellationToken, HttpStatusCode.NotFound))?.Result;

    private async Task<bool> UpdateAsync(HttpMethod method, string path, byte[] body, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(method, path, body, QdrantJson.Default.QdrantAnswerQdrantUpdate, cancellationToken, HttpStatusCode.NotFound);
        return answer is null ? false
            : answer.Result.Status is Completed ? true
            : throw new AppException(ErrorCode.ServiceUnavailable, "Qdrant did not finish writing in time. Try again.") { Retryable = true };
    }

    private Task<TAnswer?> SendAsync<TAnswer>(
        HttpMethod method, string path, byte[]? body, JsonTypeInfo<TAnswer> answer, CancellationToken cancellationToken, HttpStatusCode? tolerated = null)
        where TAnswer : class =>
        connection().SendAsync(method, new Uri(_base.Value, $"collections/{path}"), body, answer, cancellationToken, tolerated);

    private static byte[] Bytes<TBody>(TBody body, JsonTypeInfo<TBody> type) => JsonSerializer.SerializeToUtf8Bytes(body, type);
}
