using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Data;
using Parley.Identity;
using Parley.Personas.Library;
using Parley.Server.Auth;
using Parley.Server.Endpoints.Contracts;
using Parley.Server.Http;

namespace Parley.Server.Endpoints.Library;

/// <summary>What personas and templates have in common: somebody's own, made, read, changed and restored in versions.</summary>
internal sealed class LibraryEndpoints<TDefinition, TRequest, TResponse>(
    LibraryNames names, JsonTypeInfo<TRequest> body, Func<Stored<TDefinition>, TResponse> respond)
    where TDefinition : class
    where TRequest : class, TDefinition, ILibraryRequest
{
    /// <returns>The group, for what else the kind can do.</returns>
    public RouteGroupBuilder Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup(names.Path).WithTags(names.Tag);
        group.MapGet("/", List).Requires(Rights.ReadContent).WithSummary($"Lists {names.Path[1..]} by id")
            .WithParameter("limit", "1 to 200; default 100.").WithParameter("offset", "How many to pass over; default 0.").WithProblems(400);
        group.MapPost("/", Create).Requires(Rights.WriteContent).WithSummary($"Makes a {names.One}").WithDescription(names.CreateNote)
            .WithExample(names.CreateExample).Accepts<TRequest>("application/json").WithProblems(400, 409, 413, 415);
        group.MapGet("/{id}", Get).Requires(Rights.ReadContent).WithSummary($"Gets a {names.One}").WithParameter("version", "Default: the newest.").WithProblems(400, 404);
        group.MapPut("/{id}", Change).Requires(Rights.WriteContent).WithSummary($"Changes a {names.One}").WithDescription("Makes a new version. Old ones stay as they are.")
            .WithExample(names.ChangeExample).Accepts<TRequest>("application/json").WithProblems([400, .. names.ChangeProblem, 404, 409, 413, 415]);
        group.MapDelete("/{id}", Delete).Requires(Rights.WriteContent).WithSummary($"Deletes a {names.One} and its versions").WithProblems([.. names.ChangeProblem, 404]);
        group.MapGet("/{id}/versions", Versions).Requires(Rights.ReadContent).WithSummary($"Lists the versions of a {names.One}, newest first")
            .WithParameter("limit", "1 to 100; default 20.").WithParameter("offset", "How many to pass over; default 0.").WithProblems(400, 404);
        group.MapPost("/{id}/versions/{version}/restore", Restore).Requires(Rights.WriteContent).WithSummary("Makes an old version's content the newest version")
            .WithProblems([.. names.ChangeProblem, 404, 409]);
        return group;
    }

    private async Task<Ok<Page<TResponse>>> List(HttpContext http, ILibrary<TDefinition> library, ParleyDbContext db, CancellationToken cancellationToken)
    {
        var page = new PageQuery(http.Request.Query, defaultLimit: 100, maxLimit: 200);
        page.Check();
        return Answer(page, await library.ListAsync(db, page.Limit, page.Offset, cancellationToken));
    }

    private async Task<Created<TResponse>> Create(
        HttpContext http, ILibrary<TDefinition> library, CurrentCaller caller, ParleyDbContext db, AuditTrail audit, CancellationToken cancellationToken)
    {
        var request = await JsonBody.ReadAsync(http, body);
        var made = await audit.RecordAsync(
            () => library.AddAsync(db, caller.Required, request.Id, request, cancellationToken), made => Entry(names.Actions.Create, made), cancellationToken);
        return TypedResults.Created($"/api/v1{names.Path}/{made.Name}", respond(made));
    }

    private async Task<Ok<TResponse>> Get(
        string id, HttpContext http, ILibrary<TDefinition> library, ParleyDbContext db, CancellationToken cancellationToken) =>
        TypedResults.Ok(respond(await library.GetAsync(db, id, VersionQuery.Read(http.Request.Query), cancellationToken)));

    private async Task<Ok<TResponse>> Change(
        string id, HttpContext http, ILibrary<TDefinition> library, ParleyDbContext db, AuditTrail audit, CancellationToken cancellationToken)
    {
        var request = await JsonBody.ReadAsync(http, body);
        return TypedResults.Ok(respond(await audit.RecordAsync(
            () => library.ChangeAsync(db, id, request.Version, request, cancellationToken), made => Entry(names.Actions.Change, made), cancellationToken)));
    }

    private async Task<NoContent> Delete(
        string id, ILibrary<TDefinition> library, ParleyDbContext db, AuditTrail audit, CancellationToken cancellationToken)
    {
        await audit.RecordAsync(
            async () =>
            {
                await library.DeleteAsync(db, id, cancellationToken);
                return new AuditEntry(names.Actions.Delete, id);
            },
            cancellationToken);
        return TypedResults.NoContent();
    }

    private async Task<Ok<Page<TResponse>>> Versions(
        string id, HttpContext http, ILibrary<TDefinition> library, ParleyDbContext db, CancellationToken cancellationToken)
    {
        var page = new PageQuery(http.Request.Query, defaultLimit: 20, maxLimit: 100);
        page.Check();
        return Answer(page, await library.VersionsAsync(db, id, page.Limit, page.Offset, cancellationToken));
    }

    private async Task<Ok<TResponse>> Restore(
        string id, int version, ILibrary<TDefinition> library, ParleyDbContext db, AuditTrail audit, CancellationToken cancellationToken) =>
        TypedResults.Ok(respond(await audit.RecordAsync(
            () => library.RestoreAsync(db, id, version, cancellationToken), made => Entry(names.Actions.Restore, made), cancellationToken)));

    private Ok<Page<TResponse>> Answer(PageQuery page, (IReadOnlyList<Stored<TDefinition>> Page, int Total) found) =>
        TypedResults.Ok(new Page<TResponse>([.. found.Page.Select(respond)], found.Total, page.Limit, page.Offset));

    private static AuditEntry Entry(string action, Stored<TDefinition> made) => new(action, made.Name)
    {
        Details = new Dictionary<string, string> { ["version"] = made.Version.ToString(CultureInfo.InvariantCulture) },
    };
}
