using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.AI;
using Parley.Audit;
using Parley.Identity;
using Parley.Models;
using Parley.Models.Tokens;
using Parley.Personas;
using Parley.Server.Auth;
using Parley.Server.Endpoints.Contracts;
using Parley.Server.Endpoints.Library;
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

    private static readonly LibraryNames Names = new(
        "/personas", "persona",
        new(AuditActions.PersonaCreate, AuditActions.PersonaChange, AuditActions.PersonaRestore, AuditActions.PersonaDelete),
        "Texts are templates: {{name}} inserts a declared variable; #if, #unless and #each are understood.", Example, ChangeExample, StatusCodes.Status403Forbidden);

    public static void MapPersonas(this IEndpointRouteBuilder api)
    {
        var group = new LibraryEndpoints<PersonaDefinition, PersonaRequest, PersonaResponse>(Names, ApiJson.Default.PersonaRequest, PersonaResponse.From).Map(api);
        group.MapPost("/preview", Preview).Requires(Rights.ReadContent).WithSummary("Shows what the model would be told, and how many tokens that is")
            .WithExample(PreviewExample).Accepts<PersonaPreviewRequest>("application/json").WithProblems(400, 413, 415);
    }

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
