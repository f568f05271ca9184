using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Parley.Errors;
using Parley.Integrations.VectorStores.Http;

namespace Parley.Integrations.VectorStores.Pinecone;

/// <summary>The calls of Pinecone's API that the store needs. A namespace that is not there holds nothing.</summary>
internal sealed class PineconeApi(Func<StoreConnection> connection, PineconeOptions options)
{
    /// <summary>The version of the API that the messages are of.</summary>
    public const string Version = "2026-04";

    private Place? _place;

    public Task UpsertAsync(string space, int dimensions, IReadOnlyList<PineconeVector> vectors, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, "vectors/upsert", dimensions, Bytes(new(space, vectors), PineconeJson.Default.PineconeUpsert), PineconeJson.Default.PineconeUpserted, cancellationToken);

    public Task DeleteAsync(PineconeDelete what, int dimensions, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, "vectors/delete", dimensions, Bytes(what, PineconeJson.Default.PineconeDelete), PineconeJson.Default.PineconeDeleted, cancellationToken);

    public Task DeleteNamespaceAsync(string space, int dimensions, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, $"namespaces/{Uri.EscapeDataString(space)}", dimensions, null, PineconeJson.Default.PineconeDeleted, cancellationToken);

    public async Task<IReadOnlyList<PineconeMatch>> QueryAsync(PineconeQuery query, CancellationToken cancellationToken) =>
        (await SendAsync(
            HttpMethod.Post, "query", query.Vector.Length, Bytes(query, PineconeJson.Default.PineconeQuery), PineconeJson.Default.PineconeMatches, cancellationToken))?.Matches ?? [];

    private async Task<TAnswer?> SendAsync<TAnswer>(
        HttpMethod method, string path, int dimensions, byte[]? body, JsonTypeInfo<TAnswer> answer, CancellationToken cancellationToken)
        where TAnswer : class
    {
        var place = _place ??= await FindAsync(cancellationToken);
        if (place.Dimensions is { } made && made != dimensions)
        {
            throw new AppException(
                ErrorCode.ServiceUnavailable,
                $"The index at Pinecone is made for vectors of {made} numbers, and the embedder's have {dimensions}. Make an index of {dimensions} dimensions and set PINECONE_HOST or PINECONE_INDEX to it.");
        }

        return await connection().SendAsync(method, new Uri(place.Address, path), body, answer, cancellationToken, HttpStatusCode.NotFound);
    }

    // Twice at the same moment is harmless.
    private async Task<Place> FindAsync(CancellationToken cancellationToken)
    {
        var address = await AddressAsync(cancellationToken);
        var stats = await connection().SendAsync(
            HttpMethod.Post, new Uri(address, "describe_index_stats"), Bytes(new(), PineconeJson.Default.PineconeStatsRequest), PineconeJson.Default.PineconeStats, cancellationToken);
        return stats is { Metric: null or "cosine" }
            ? new(address, stats.Dimension)
            : throw new AppException(ErrorCode.ServiceUnavailable, $"The index at Pinecone has the metric {stats?.Metric}, and Parley needs one of the metric cosine. Make such an index.");
    }

    private async Task<Uri> AddressAsync(CancellationToken cancellationToken)
    {
        if (!string.IsNullOrWhiteSpace(options.Host))
        {
            var host = options.Host.Trim().TrimEnd('/');
            return new Uri((host.Contains("://", StringComparison.Ordinal) ? host : $"https://{host}") + "/");
        }

        if (string.IsNullOrWhiteSpace(options.Index))
        {
            throw new AppException(ErrorCode.ServiceUnavailable, "No index at Pinecone is configured. Set PINECONE_INDEX or PINECONE_HOST.");
        }

        var control = new Uri(options.ControlUrl.TrimEnd('/') + "/");
        var index = await connection().SendAsync(
                HttpMethod.Get, new Uri(control, $"indexes/{Uri.EscapeDataString(options.Index.Trim())}"), null, PineconeJson.Default.PineconeIndex, cancellationToken, HttpStatusCode.NotFound)
            ?? throw new AppException(ErrorCode.ServiceUnavailable, $"Pinecone has no index named {options.Index.Trim()}. Make it, or correct PINECONE_INDEX.");

        // It names a host alone. The scheme is Pinecone's own, which is plain only for its emulator on this machine.
        return new Uri($"{control.Scheme}://{index.Host.TrimEnd('/')}/");
    }

    private static byte[] Bytes<TBody>(TBody body, JsonTypeInfo<TBody> type) => JsonSerializer.SerializeToUtf8Bytes(body, type);

    private sealed record Place(Uri Address, int? Dimensions);
}
