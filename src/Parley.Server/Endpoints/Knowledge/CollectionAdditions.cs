using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Parley.Errors;
using Parley.Identity;
using Parley.Jobs;
using Parley.Knowledge.Ingestion;
using Parley.Knowledge.Library;
using Parley.Server.Auth;
using Parley.Server.Endpoints.Contracts;
using Parley.Server.Http;

namespace Parley.Server.Endpoints.Knowledge;

/// <summary>Adds to collections. Each answers when nothing can be lost any more, with the job that does the rest.</summary>
internal static class CollectionAdditions
{
    public static void MapCollectionAdditions(this IEndpointRouteBuilder group)
    {
        group.MapPost("/{id}/documents", Upload).Requires(Rights.WriteContent).WithSummary("Adds files")
            .WithDescription("As multipart/form-data: any number of parts with a file name, and parts named tags. A file of the same name takes the earlier one's place; one with the same content as another gives that document one more name.")
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                operation.RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType> { ["multipart/form-data"] = FormSchema() } };
                return Task.CompletedTask;
            }).WithProblems(400, 403, 404, 413, 415, 503);
        group.MapPost("/{id}/urls", AddUrls).Requires(Rights.WriteContent).WithSummary("Adds pages and files of the web")
            .WithDescription("Only what is public is fetched, by http and https. What redirects lead to is held to the same.")
            .WithExample("""{ "urls": ["https://example.com/"], "tags": ["web"] }""").Accepts<AddUrlsRequest>("application/json").WithProblems(400, 403, 404, 415, 503);
        group.MapPost("/{id}/folders", AddFolder).Requires(Rights.WriteContent | Rights.Operate).WithSummary("Adds a folder of the server's machine")
            .WithDescription("Again to follow what has changed in it: changed files are read anew, moved ones keep their document, those of deleted files are removed.")
            .WithExample("""{ "path": "/srv/handbook" }""").Accepts<AddFolderRequest>("application/json").WithProblems(400, 403, 404, 415, 503);
        group.MapPost("/{id}/reindex", Reindex).Requires(Rights.WriteContent).WithSummary("Reads, cuts and embeds every document anew").WithProblems(403, 404, 503);
    }

    private static async Task<Accepted<JobStartedResponse>> Upload(
        CollectionId id, HttpContext http, CollectionCatalogue collections, IngestQueue queue, UploadReader uploads)
    {
        var collection = await collections.GetToChangeAsync(id, http.RequestAborted);
        using var upload = await uploads.ReadAsync(http);
        return Accepted(await queue.AddUploadAsync(collection, upload.Files, upload.Tags, http.RequestAborted));
    }

    private static async Task<Accepted<JobStartedResponse>> AddUrls(
        CollectionId id, HttpContext http, CollectionCatalogue collections, IngestQueue queue, IOptions<IngestionOptions> options)
    {
        var collection = await collections.GetToChangeAsync(id, http.RequestAborted);
        var request = await JsonBody.ReadAsync(http, ApiJson.Default.AddUrlsRequest);
        var max = options.Value.MaxUrls;
        return request.Urls is { Count: > 0 } urls && urls.Count <= max && !urls.Contains(null!)
            ? Accepted(await queue.AddUrlsAsync(collection, urls, Tags(request.Tags), http.RequestAborted))
            : throw AppException.Invalid("urls", $"Must have 1 to {max} addresses.");
    }

    private static async Task<Accepted<JobStartedResponse>> AddFolder(
        CollectionId id, HttpContext http, CollectionCatalogue collections, IngestQueue queue, FolderRoots roots)
    {
        var collection = await collections.GetToChangeAsync(id, http.RequestAborted);
        var request = await JsonBody.ReadAsync(http, ApiJson.Default.AddFolderRequest);
        return Accepted(await queue.AddFolderAsync(collection, roots.Check(request.Path), Tags(request.Tags), http.RequestAborted));
    }

    private static async Task<Accepted<JobStartedResponse>> Reindex(CollectionId id, CollectionCatalogue collections, IngestQueue queue, CancellationToken cancellationToken) =>
        Accepted(await queue.ReindexAsync(await collections.GetToChangeAsync(id, cancellationToken), cancellationToken));

    private static IReadOnlyList<string> Tags(IReadOnlyList<string>? tags) =>
        tags?.Contains(null!) is true ? throw AppException.Invalid("tags", "Must be words.") : tags ?? [];

    private static Accepted<JobStartedResponse> Accepted(Job job) => TypedResults.Accepted($"/api/v1/jobs/{job.Id}", new JobStartedResponse(JobResponse.From(job)));

    private static OpenApiMediaType FormSchema() => new()
    {
        Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["files"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
                ["tags"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
        },
        Example = JsonNode.Parse("""{ "files": ["handbook.md"], "tags": ["handbook"] }"""),
    };
}
