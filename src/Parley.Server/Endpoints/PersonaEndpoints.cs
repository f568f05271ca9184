using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.AI;
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

/// <summary>Personas: those built in, and one's own in versions.</summary>
internal static class PersonaEndpoints
{
    private const string Example = """
        { "id": "support", "display_name": "Support", "prompt": { "role": "You answer the customers of {{company}}.", "guidelines": ["Be brief"] },
          "variables": [{ "name": "company", "description": "Whose customers are answered." }],
          "examples": [{ "user": "Hello", "assistant": "Hello! What can I do for you?" }], "temperature": 0.4 }
        """;

    private const string ChangeExample = """{ "version": 1, "display_name": "Support", "prompt": { "role": "You answer customers." } }""";

    private const string PreviewExample = """
        { "prompt": { "role": "You answer the customers of {{company}}." }, "variables": [{ "name": "company" }], "values": { "company": "Acme" }, "model": "gpt-4o" }
        """;

    public static void MapPersonas(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/personas").WithTags("Personas");
        group.MapGet("/", List).Requires(Rights.ReadContent).WithSummary("Lists personas, built-in ones first")
            .WithParameter("limit", "1 to 200; default 100.").WithParameter("offset", "How many to pass over; default 0.").WithProblems(400);
        group.MapPost("/", Create).Requires(Rights.WriteContent).WithSummary("Makes a persona").WithDescription("Texts are templates: {{name}} inserts a declared variable; #if, #unless and #each are understood.")
            .WithExample(Example).Accepts<PersonaRequest>("application/json").WithProblems(400, 409, 413, 415);
        group.MapPost("/preview", Preview).Requires(Rights.ReadContent).WithSummary("Shows what the model would be told, and how many tokens that is")
            .WithExample(PreviewExample).Accepts<PersonaPreviewRequest>("application/json").WithProblems(400, 413, 415);
        group.MapGet("/{id}", Get).Requires(Rights.ReadContent).WithSummary("Gets a persona").WithParameter("version", "Default: the newest.").WithProblems(400, 404);
        group.MapPut("/{id}", Change).Requires(Rights.WriteContent).WithSummary("Changes a persona").WithDescription("Makes a new version. Old ones stay as they are.")
            .WithExample(ChangeExample).Accepts<PersonaRequest>("application/json").WithProblems(400, 403, 404, 409, 413, 415);
        group.MapDelete("/{id}", Delete).Requires(Rights.WriteContent).WithSummary("Deletes a persona and its versions").WithProblems(403, 404);
        group.MapGet("/{id}/versions", Versions).Requires(Rights.ReadContent).WithSummary("Lists the versions of a persona, newest first")
            .WithParameter("limit", "1 to 100; default 20.").WithParameter("offset", "How many to pass over; default 0.").WithProblems(400, 404);
        group.MapPost("/{id}/versions/{version}/restore", Restore).Requires(Rights.WriteContent).WithSummary("Makes an old version's content the newest version")
            .WithProblems(403, 404, 409);
    }

    private static async Task<Ok<Page<PersonaResponse>>> List(
        HttpContext http, PersonaCatalogue personas, ParleyDbContext db, CancellationToken cancellationToken)
    {
        var page = new PageQuery(http.Request.Query, defaultLimit: 100, maxLimit: 200);
        page.Check();
        var (found, total) = await personas.ListAsync(db, page.Limit, page.Offset, cancellationToken);
        return TypedResults.Ok(new Page<PersonaResponse>([.. found.Select(PersonaResponse.From)], total, page.Limit, page.Offset));
    }

    private static async Task<Created<PersonaResponse>> Create(
        HttpContext http, PersonaCatalogue personas, CurrentCaller caller, ParleyDbContext db, AuditTrail audit, CancellationToken cancellationToken)
    {
        var request = await JsonBody.ReadAsync(http, ApiJson.Default.PersonaRequest);
        var made = await audit.RecordAsync(
            () => personas.AddAsync(db, caller.Required, request.Id, request, cancellationToken), made => Entry(AuditActions.PersonaCreate, made), cancellationToken);
        return TypedResults.Created($"/api/v1/personas/{made.Name}", PersonaResponse.From(made));
    }

    private static async Task<Ok<PersonaResponse>> Get(
        string id, HttpContext http, PersonaCatalogue personas, ParleyDbContext db, CancellationToken cancellationToken) =>
        TypedResults.Ok(PersonaResponse.From(await personas.GetAsync(db, id, VersionQuery.Read(http.Request.Query), cancellationToken)));

    private static async Task<Ok<PersonaResponse>> Change(
        string id, HttpContext http, PersonaCatalogue personas, ParleyDbContext db, AuditTrail audit, CancellationToken cancellationToken)
    {
        var request = await JsonBody.ReadAsync(http, ApiJson.Default.PersonaRequest);
        return TypedResults.Ok(PersonaResponse.From(await audit.RecordAsync(
            () => personas.ChangeAsync(db, id, request.Version, request, cancellationToken), made => Entry(AuditActions.PersonaChange, made), cancellationToken)));
    }

    private static async Task<NoContent> Delete(
        string id, PersonaCatalogue personas, ParleyDbContext db, AuditTrail audit, CancellationToken cancellationToken)
    {
        await audit.RecordAsync(
            async () =>
            {
                await personas.DeleteAsync(db, id, cancellationToken);
                return new AuditEntry(AuditActions.PersonaDelete, id);
            },
            cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Page<PersonaResponse>>> Versions(
        string id, HttpContext http, PersonaCatalogue personas, ParleyDbContext db, CancellationToken cancellationToken)
    {
        var page = new PageQuery(http.Request.Query, defaultLimit: 20, maxLimit: 100);
        page.Check();
        var (found, total) = await personas.VersionsAsync(db, id, page.Limit, page.Offset, cancellationToken);
        return TypedResults.Ok(new Page<PersonaResponse>([.. found.Select(PersonaResponse.From)], total, page.Limit, page.Offset));
    }

    private static async Task<Ok<PersonaResponse>> Restore(
        string id, int version, PersonaCatalogue personas, ParleyDbContext db, AuditTrail audit, CancellationToken cancellationToken) =>
        TypedResults.Ok(PersonaResponse.From(await audit.RecordAsync(
            () => personas.RestoreAsync(db, id, version, cancellationToken), made => Entry(AuditActions.PersonaRestore, made), cancellationToken)));

    private static AuditEntry Entry(string action, Stored<PersonaDefinition> made) => new(action, made.Name)
    {
        Details = new Dictionary<string, string> { ["version"] = made.Version.ToString(CultureInfo.InvariantCulture) },
    };

    private static async Task<Ok<PersonaPreviewResponse>> Preview(
        HttpContext http, PromptRenderer renderer, TokenCounter tokens, ModelSelector models)
    {
        var request = await JsonBody.ReadAsync(http, ApiJson.Default.PersonaPreviewRequest);
        var definition = new PersonaDefinition { DisplayName = "", Prompt = request.Prompt, Variables = request.Variables, Examples = request.Examples };
        PersonaCatalogue.CheckContent(definition);
        var rendered = renderer.Render(definition, null, request.Values ?? new Dictionary<string, JsonElement>(), "values");
        var model = request.Model ?? models.Default.DefaultModel;
        var messages = rendered.Examples.SelectMany(example => new ChatMessage[] { new(ChatRole.User, example.User), new(ChatRole.Assistant, example.Assistant) })
            .Prepend(new(ChatRole.System, rendered.SystemPrompt));
        return TypedResults.Ok(new PersonaPreviewResponse(
            rendered.SystemPrompt, rendered.Examples, messages.Sum(message => tokens.Count(message, model)), tokens.IsExact(model), model));
    }
}
