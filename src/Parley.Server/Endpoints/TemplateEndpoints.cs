using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Data;
using Parley.Identity;
using Parley.Models;
using Parley.Models.Tokens;
using Parley.Personas;
using Parley.Personas.Library;
using Parley.Server.Auth;
using Parley.Server.Endpoints.Contracts;
using Parley.Server.Http;

namespace Parley.Server.Endpoints;

/// <summary>Templates for messages, in versions.</summary>
internal static class TemplateEndpoints
{
    private const string Example = """
        { "id": "summary", "display_name": "Summary", "body": "Summarise in {{sentences}} sentences:\n\n{{text}}",
          "variables": [{ "name": "sentences", "default": "3" }, { "name": "text", "description": "What to summarise." }] }
        """;

    private const string ChangeExample = """{ "version": 1, "display_name": "Summary", "body": "Summarise:\n\n{{text}}", "variables": [{ "name": "text" }] }""";

    private const string PreviewExample = """{ "body": "Summarise:\n\n{{text}}", "variables": [{ "name": "text" }], "values": { "text": "…" } }""";

    public static void MapTemplates(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/templates").WithTags("Templates");
        group.MapGet("/", List).Requires(Rights.ReadContent).WithSummary("Lists templates by id")
            .WithParameter("limit", "1 to 200; default 100.").WithParameter("offset", "How many to pass over; default 0.").WithProblems(400);
        group.MapPost("/", Create).Requires(Rights.WriteContent).WithSummary("Makes a template").WithDescription("{{name}} inserts a declared variable; #if, #unless and #each are understood.")
            .WithExample(Example).Accepts<TemplateRequest>("application/json").WithProblems(400, 409, 413, 415);
        group.MapPost("/preview", Preview).Requires(Rights.ReadContent).WithSummary("Fills in a template that need not be stored")
            .WithExample(PreviewExample).Accepts<TemplatePreviewRequest>("application/json").WithProblems(400, 413, 415);
        group.MapGet("/{id}", Get).Requires(Rights.ReadContent).WithSummary("Gets a template").WithParameter("version", "Default: the newest.").WithProblems(400, 404);
        group.MapPut("/{id}", Change).Requires(Rights.WriteContent).WithSummary("Changes a template").WithDescription("Makes a new version. Old ones stay as they are.")
            .WithExample(ChangeExample).Accepts<TemplateRequest>("application/json").WithProblems(400, 404, 409, 413, 415);
        group.MapDelete("/{id}", Delete).Requires(Rights.WriteContent).WithSummary("Deletes a template and its versions").WithProblems(404);
        group.MapGet("/{id}/versions", Versions).Requires(Rights.ReadContent).WithSummary("Lists the versions of a template, newest first")
            .WithParameter("limit", "1 to 100; default 20.").WithParameter("offset", "How many to pass over; default 0.").WithProblems(400, 404);
        group.MapPost("/{id}/versions/{version}/restore", Restore).Requires(Rights.WriteContent).WithSummary("Makes an old version's content the newest version").WithProblems(404, 409);
        group.MapPost("/{id}/render", Render).Requires(Rights.ReadContent).WithSummary("Fills in a template").WithDescription("An undefined variable, or a required one without a value, is an error by field.")
            .WithExample("""{ "values": { "text": "…" } }""").Accepts<TemplateRenderRequest>("application/json").WithProblems(400, 404, 413, 415);
    }

    private static async Task<Ok<Page<TemplateResponse>>> List(
        HttpContext http, TemplateCatalogue templates, ParleyDbContext db, CancellationToken cancellationToken)
    {
        var page = new PageQuery(http.Request.Query, defaultLimit: 100, maxLimit: 200);
        page.Check();
        var (found, total) = await templates.ListAsync(db, page.Limit, page.Offset, cancellationToken);
        return TypedResults.Ok(new Page<TemplateResponse>([.. found.Select(TemplateResponse.From)], total, page.Limit, page.Offset));
    }

    private static async Task<Created<TemplateResponse>> Create(
        HttpContext http, TemplateCatalogue templates, CurrentCaller caller, ParleyDbContext db, AuditTrail audit, CancellationToken cancellationToken)
    {
        var request = await JsonBody.ReadAsync(http, ApiJson.Default.TemplateRequest);
        var made = await audit.RecordAsync(
            () => templates.AddAsync(db, caller.Required, request.Id, request, cancellationToken), made => Entry(AuditActions.TemplateCreate, made), cancellationToken);
        return TypedResults.Created($"/api/v1/templates/{made.Name}", TemplateResponse.From(made));
    }

    private static async Task<Ok<TemplateResponse>> Get(
        string id, HttpContext http, TemplateCatalogue templates, ParleyDbContext db, CancellationToken cancellationToken) =>
        TypedResults.Ok(TemplateResponse.From(await templates.GetAsync(db, id, VersionQuery.Read(http.Request.Query), cancellationToken)));

    private static async Task<Ok<TemplateResponse>> Change(
        string id, HttpContext http, TemplateCatalogue templates, ParleyDbContext db, AuditTrail audit, CancellationToken cancellationToken)
    {
        var request = await JsonBody.ReadAsync(http, ApiJson.Default.TemplateRequest);
        return TypedResults.Ok(TemplateResponse.From(await audit.RecordAsync(
            () => templates.ChangeAsync(db, id, request.Version, request, cancellationToken), made => Entry(AuditActions.TemplateChange, made), cancellationToken)));
    }

    private static async Task<NoContent> Delete(
        string id, TemplateCatalogue templates, ParleyDbContext db, AuditTrail audit, CancellationToken cancellationToken)
    {
        await audit.RecordAsync(
            async () =>
            {
                await templates.DeleteAsync(db, id, cancellationToken);
                return new AuditEntry(AuditActions.TemplateDelete, id);
            },
            cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Page<TemplateResponse>>> Versions(
        string id, HttpContext http, TemplateCatalogue templates, ParleyDbContext db, CancellationToken cancellationToken)
    {
        var page = new PageQuery(http.Request.Query, defaultLimit: 20, maxLimit: 100);
        page.Check();
        var (found, total) = await templates.VersionsAsync(db, id, page.Limit, page.Offset, cancellationToken);
        return TypedResults.Ok(new Page<TemplateResponse>([.. found.Select(TemplateResponse.From)], total, page.Limit, page.Offset));
    }

    private static async Task<Ok<TemplateResponse>> Restore(
        string id, int version, TemplateCatalogue templates, ParleyDbContext db, AuditTrail audit, CancellationToken cancellationToken) =>
        TypedResults.Ok(TemplateResponse.From(await audit.RecordAsync(
            () => templates.RestoreAsync(db, id, version, cancellationToken), made => Entry(AuditActions.TemplateRestore, made), cancellationToken)));

    private static AuditEntry Entry(string action, Stored<TemplateDefinition> made) => new(action, made.Name)
    {
        Details = new Dictionary<string, string> { ["version"] = made.Version.ToString(CultureInfo.InvariantCulture) },
    };

    private static async Task<Ok<TemplateRenderResponse>> Preview(HttpContext http, PromptRenderer renderer, TokenCounter tokens, ModelSelector models)
    {
        var request = await JsonBody.ReadAsync(http, ApiJson.Default.TemplatePreviewRequest);
        var definition = new TemplateDefinition { DisplayName = "", Body = request.Body, Variables = request.Variables };
        TemplateCatalogue.CheckContent(definition);
        return TypedResults.Ok(Fill(definition, request.Values, request.Model, renderer, tokens, models));
    }

    private static async Task<Ok<TemplateRenderResponse>> Render(
        string id, HttpContext http, TemplateCatalogue templates, ParleyDbContext db, PromptRenderer renderer, TokenCounter tokens, ModelSelector models,
        CancellationToken cancellationToken)
    {
        var request = await JsonBody.ReadOptionalAsync(http, ApiJson.Default.TemplateRenderRequest);
        var stored = await templates.GetAsync(db, id, request.Version, cancellationToken);
        return TypedResults.Ok(Fill(stored.Definition, request.Values, request.Model, renderer, tokens, models));
    }

    private static TemplateRenderResponse Fill(
        TemplateDefinition template, IReadOnlyDictionary<string, JsonElement>? values, string? model,
        PromptRenderer renderer, TokenCounter tokens, ModelSelector models)
    {
        var text = renderer.Render(template, values ?? new Dictionary<string, JsonElement>(), "values");
        model ??= models.Default.DefaultModel;
        return new(text, tokens.Count(text, model), tokens.IsExact(model), model);
    }
}
