using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Parley.Cli.Ingest;
using Parley.Cli.Search;

namespace Parley.Cli.Remote;

/// <summary>The collections of a server, over its API.</summary>
internal sealed class RemoteLibrary(RemoteServer server)
{
    private const int PageSize = 200;

    /// <summary>The caller's collection of that name, made where there is none.</summary>
    public async Task<string> CollectionAsync(string name, string? chunker, CancellationToken cancellationToken)
    {
        var body = new RemoteCollectionRequest(name, chunker is null ? null : new RemoteChunking(chunker));
        await foreach (var collection in CollectionsAsync(cancellationToken))
        {
            if (collection.Mine && collection.Name == name)
            {
                return chunker is null ? collection.Id
                    : (await server.CallAsync(HttpMethod.Patch, $"collections/{collection.Id}", Json(body), RemoteLibraryJson.Default.RemoteCollection, cancellationToken)).Id;
            }
        }

        return (await server.CallAsync(HttpMethod.Post, "collections", Json(body), RemoteLibraryJson.Default.RemoteCollection, cancellationToken)).Id;
    }

    /// <summary>All that the caller may read.</summary>
    public async IAsyncEnumerable<RemoteCollection> CollectionsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var offset = 0; ; offset += PageSize)
        {
            var page = await server.CallAsync(HttpMethod.Get, $"collections?limit={PageSize}&offset={offset}", null, RemoteLibraryJson.Default.RemoteCollections, cancellationToken);
            foreach (var collection in page.Data)
            {
                yield return collection;
            }

            if (page.Data.Count < PageSize)
            {
                yield break;
            }
        }
    }

    /// <param name="files">Names for the server, and the files, which are closed.</param>
    public async Task<JobProgress> UploadAsync(string collection, IReadOnlyList<(string Name, FileStream Content)> files, IReadOnlyList<string> tags, CancellationToken cancellationToken)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, content) in files)
        {
            var part = new StreamContent(content);

            // By hand: the form would escape names that are not ASCII in a way of its own.
            part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "files", FileNameStar = name };
            form.Add(part);
        }

        foreach (var tag in tags)
        {
            form.Add(new StringContent(tag), "tags");
        }

        return (await server.CallAsync(HttpMethod.Post, $"collections/{collection}/documents", form, RemoteLibraryJson.Default.RemoteJobStarted, cancellationToken)).Job;
    }

    public async Task<JobProgress> AddUrlsAsync(string collection, IReadOnlyList<string> urls, IReadOnlyList<string> tags, CancellationToken cancellationToken) => (await server.CallAsync(
        HttpMethod.Post, $"collections/{collection}/urls", JsonContent.Create(new RemoteUrls(urls, tags), RemoteLibraryJson.Default.RemoteUrls),
        RemoteLibraryJson.Default.RemoteJobStarted, cancellationToken)).Job;

    public Task<JobProgress> JobAsync(string id, CancellationToken cancellationToken) =>
        server.CallAsync(HttpMethod.Get, $"jobs/{id}", null, RemoteLibraryJson.Default.JobProgress, cancellationToken);

    public Task<JobProgress> CancelAsync(string id, CancellationToken cancellationToken) =>
        server.CallAsync(HttpMethod.Post, $"jobs/{id}/cancel", null, RemoteLibraryJson.Default.JobProgress, cancellationToken);

    public async Task<IReadOnlyList<FailedItem>> FailedAsync(string id, CancellationToken cancellationToken) =>
        (await server.CallAsync(HttpMethod.Get, $"jobs/{id}/items?status=failed&limit=100", null, RemoteLibraryJson.Default.RemoteItems, cancellationToken)).Data;

    /// <param name="collections">Their ids; null for all.</param>
    public async Task<IReadOnlyList<ShownPassage>> SearchAsync(string query, int top, IReadOnlyList<string>? collections, CancellationToken cancellationToken) => (await server.CallAsync(
        HttpMethod.Post, "knowledge/search", JsonContent.Create(new RemoteSearch(query, top, collections), RemoteLibraryJson.Default.RemoteSearch),
        RemoteLibraryJson.Default.RemoteFound, cancellationToken)).Passages;

    private static JsonContent Json(RemoteCollectionRequest body) => JsonContent.Create(body, RemoteLibraryJson.Default.RemoteCollectionRequest);
}

internal sealed record RemoteCollection(string Id, string Name, bool Mine);

internal sealed record RemoteCollections(IReadOnlyList<RemoteCollection> Data);

internal sealed record RemoteChunking(string Chunker);

internal sealed record RemoteCollectionRequest(string Name, RemoteChunking? Chunking);

internal sealed record RemoteUrls(IReadOnlyList<string> Urls, IReadOnlyList<string> Tags);

internal sealed record RemoteJobStarted(JobProgress Job);

internal sealed record RemoteItems(IReadOnlyList<FailedItem> Data);

internal sealed record RemoteSearch(string Query, int Top, IReadOnlyList<string>? Collections);

internal sealed record RemoteFound(IReadOnlyList<ShownPassage> Passages);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RemoteCollections))]
[JsonSerializable(typeof(RemoteCollection))]
[JsonSerializable(typeof(RemoteCollectionRequest))]
[JsonSerializable(typeof(RemoteUrls))]
[JsonSerializable(typeof(RemoteJobStarted))]
[JsonSerializable(typeof(RemoteItems))]
[JsonSerializable(typeof(RemoteSearch))]
[JsonSerializable(typeof(RemoteFound))]
[JsonSerializable(typeof(JobProgress))]
internal sealed partial class RemoteLibraryJson : JsonSerializerContext;
