using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Accounts.Groups;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;
using Parley.Knowledge.Ingestion;
using Parley.Knowledge.Library;
using Parley.Server.Auth;
using Parley.Server.Endpoints.Contracts;
using Parley.Server.Http;

namespace Parley.Server.Endpoints.Knowledge;

/// <summary>Collections; what is added to them is in the other file of this name.</summary>
internal static class CollectionEndpoints
{
    private const string Example = """{ "name": "Handbook", "description": "How we work.", "sharing": "private", "chunking": { "chunker": "auto", "tokens": 400, "overlap": 50 } }""";
    private const string ChangeExample = """{ "description": "How we work, and since when." }""";

    public static void MapCollections(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/collections").WithTags("Knowledge");
        group.MapGet("/", List).Requires(Rights.ReadContent).WithSummary("Lists the collections one may read, one's own first")
            .WithParameter("limit", "1 to 200; default 50.").WithParameter("offset", "How many to pass over; default 0.").WithProblems(400);
        group.MapPost("/", Create).Requires(Rights.WriteContent).WithSummary("Makes a collection").WithExample(Example)
            .Accepts<CollectionRequest>("application/json").WithProblems(400, 403, 409, 415);
        group.MapGet("/{id}", Get).Requires(Rights.ReadContent).WithSummary("Gets a collection").WithProblems(404);
        group.MapPatch("/{id}", Change).Requires(Rights.WriteContent).WithSummary("Changes a collection").WithDescription("A change of sharing holds from the next query on.")
            .WithExample(ChangeExample).Accepts<CollectionRequest>("application/json").WithProblems(400, 403, 404, 409, 415);
        group.MapDelete("/{id}", Delete).Requires(Rights.WriteContent).WithSummary("Deletes a collection and everything in it").WithProblems(403, 404);
        group.MapGet("/{id}/documents", Documents).Requires(Rights.ReadContent).WithSummary("Lists the documents of a collection by name")
            .WithParameter("status", "pending, held, ready or failed; default all.").WithParameter("q", "A part of the name or title.")
            .WithParameter("limit", "1 to 200; default 50.").WithParameter("offset", "How many to pass over; default 0.").WithProblems(400, 404);
        group.MapCollectionAdditions();
    }

    private static async Task<Ok<Page<CollectionResponse>>> List(HttpContext http, CollectionCatalogue collections, CollectionViews views, CancellationToken cancellationToken)
    {
        var page = new PageQuery(http.Request.Query, defaultLimit: 50, maxLimit: 200);
        page.Check();
        var (found, total) = await collections.ListAsync(page.Limit, page.Offset, cancellationToken);
        return TypedResults.Ok(new Page<CollectionResponse>(await views.OfAsync(found, cancellationToken), total, page.Limit, page.Offset));
    }

    private static async Task<Created<CollectionResponse>> Create(HttpContext http, CollectionCatalogue collections, CollectionViews views, ParleyDbContext db)
    {
        var content = await ReadAsync(http, db);
        var made = await collections.CreateAsync(content, http.RequestAborted);
        return TypedResults.Created($"/api/v1/collections/{made.Id}", await views.OfAsync(made, http.RequestAborted));
    }

    private static async Task<Ok<CollectionResponse>> Get(CollectionId id, CollectionCatalogue collections, CollectionViews views, CancellationToken cancellationToken) =>
        TypedResults.Ok(await views.OfAsync(await collections.GetAsync(id, cancellationToken), cancellationToken));

    private static async Task<Ok<CollectionResponse>> Change(CollectionId id, HttpContext http, CollectionCatalogue collections, CollectionViews views, ParleyDbContext db)
    {
        // Before the body: whoever may not know of it learns nothing from what is said of their request.
        await collections.GetToChangeAsync(id, http.RequestAborted);
        var content = await ReadAsync(http, db);
        return TypedResults.Ok(await views.OfAsync(await collections.ChangeAsync(id, content, http.RequestAborted), http.RequestAborted));
    }

    private static async Task<NoContent> Delete(CollectionId id, CollectionCatalogue collections, CancellationToken cancellationToken)
    {
        await collections.DeleteAsync(id, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Page<DocumentResponse>>> Documents(
        CollectionId id, HttpContext http, CollectionCatalogue collections, DocumentCatalogue documents, CancellationToken cancellationToken)
    {
        var page = new PageQuery(http.Request.Query, defaultLimit: 50, maxLimit: 200);
        var status = page.Choice("status", "all", "pending", "held", "ready", "failed");
        page.Check();
        await collections.GetAsync(id, cancellationToken);
        var (found, total) = await documents.ListAsync(
            id, status is "all" ? null : SnakeCaseEnum.Read<DocumentStatus>(status), Words(http.Request.Query["q"]), page.Limit, page.Offset, cancellationToken);
        var names = await documents.FurtherNamesAsync(found, cancellationToken);
        return TypedResults.Ok(new Page<DocumentResponse>([.. found.Select(document => DocumentResponse.From(document, names))], total, page.Limit, page.Offset));
    }

    private static string? Words(string? text) =>
        text?.Replace('\0', ' ').Trim() is { Length: > 0 } words ? words[..Math.Min(words.Length, 200)] : null;

    private static async Task<CollectionContent> ReadAsync(HttpContext http, ParleyDbContext db)
    {
        var request = await JsonBody.ReadAsync(http, ApiJson.Default.CollectionRequest);
        var sharing = request.Sharing is { } text ? Choose(text) : (Sharing?)null;
        return new CollectionContent
        {
            Name = request.Name, Description = request.Description, Sharing = sharing, Chunking = request.Chunking?.ToChoice(),
            Groups = request.Groups is { } groups ? await CheckAsync(groups, db, http.RequestAborted) : null,
        };
    }

    private static Sharing Choose(string text) =>
        SnakeCaseEnum.TryRead<Sharing>(text, out var sharing) ? sharing : throw AppException.Invalid("sharing", "Must be one of private, groups, tenant, public.");

    private static async Task<IReadOnlyList<Guid>> CheckAsync(IReadOnlyList<GroupId> groups, ParleyDbContext db, CancellationToken cancellationToken) =>
        await CollectionViews.AllExistAsync(db, groups, cancellationToken)
            ? [.. groups.Select(group => group.Value)]
            : throw AppException.Invalid("groups", "Must be ids of groups of your organisation.");
}
