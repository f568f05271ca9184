using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Data;
using Parley.Identity;
using Parley.Models;
using Parley.Models.Tokens;
using Parley.Personas;
using Parley.Server.Auth;
using Parley.Server.Endpoints.Contracts;
using Parley.Server.Endpoints.Library;
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

    private static readonly LibraryNames Names = new(
        "/templates", "template",
        new(AuditActions.TemplateCreate, AuditActions.TemplateChange, AuditActions.TemplateRestore, AuditActions.TemplateDelete),
        "{{name}} inserts a declared variable; #if, #unless and #each are understood.", Example, ChangeExample);

    public static void MapTemplates(this IEndpointRouteBuilder api)
    {
        var group = new LibraryEndpoints<TemplateDefinition, TemplateRequest, TemplateResponse>(Names, ApiJson.Default.TemplateRequest, TemplateResponse.From).Map(api);
        group.MapPost("/preview", Preview).Requires(Rights.ReadContent).WithSummary("Fills in a template that need not be stored")
            .WithExample(PreviewExample).Accepts<TemplatePreviewRequest>("application/json").WithProblems(400, 413, 415);
        group.MapPost("/{id}/render", Render).Requires(Rights.ReadContent).WithSummary("Fills in a template").WithDescription("An undefined variable, or a required one without a value, is an error by field.")
            .WithExample("""{ "values": { "text": "…" } }""").Accepts<TemplateRenderRequest>("application/json").WithProblems(400, 404, 413, 415);
    }

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
