using System.Text.Json;
using Parley.Data;
using Parley.Errors;
using Parley.Models;
using Parley.Personas;

namespace Parley.Chat;

/// <summary>Decides who answers a turn, and with which model. Everything that can be wrong is found before anything is stored.</summary>
public sealed class TurnPersonas(PersonaCatalogue catalogue, PromptRenderer renderer, ModelSelector models)
{
    private const string VariablesField = "persona_variables";
    private static readonly Dictionary<string, JsonElement> NoVariables = [];

    /// <returns>Null when nobody in particular answers.</returns>
    /// <exception cref="AppException">There is no such persona, or its variables do not fit.</exception>
    internal async Task<TurnPersona?> FindAsync(
        TurnRequest request, Conversation? conversation, ParleyDbContext db, CancellationToken cancellationToken)
    {
        var asked = request.Persona ?? conversation?.Persona;
        if (asked is null or PersonaReference.None)
        {
            return request.PersonaVariables is { Count: > 0 }
                ? throw AppException.Invalid(VariablesField, "There is no persona whose variables these could be. Name one in persona.")
                : null;
        }

        var found = PersonaReference.Parse(asked) is { } reference ? await catalogue.FindAsync(db, reference, cancellationToken) : null;
        if (found is null)
        {
            throw AppException.Invalid("persona", request.Persona is null
                ? $"The persona of this conversation, '{asked}', no longer exists. Choose another, or '{PersonaReference.None}'."
                : $"There is no persona '{asked}'. GET /api/v1/personas lists them.");
        }

        var variables = Variables(request, asked, conversation);
        var version = new PersonaReference(found.Name, found.Version).ToString();
        var rendered = renderer.Render(found.Definition, version, variables, VariablesField);
        return new(asked, variables.Count == 0 ? null : JsonSerializer.Serialize(variables, TurnJson.Default.IReadOnlyDictionaryStringJsonElement), found.Definition, rendered);
    }

    /// <summary>What the request names, else the persona, else the conversation's last, else the default.</summary>
    /// <exception cref="AppException">It cannot be used, or the persona does not allow it.</exception>
    internal ModelSelection SelectModel(TurnRequest request, PersonaDefinition? persona, Conversation? conversation)
    {
        if (persona?.Provider is not { } provider)
        {
            return models.Select(request.Provider, request.Model, conversation?.Provider, conversation?.Model);
        }

        if (!persona.AllowModelOverride)
        {
            CheckChoice("provider", request.Provider, provider, persona);
            CheckChoice("model", request.Model, persona.Model, persona);
        }

        var isItsProvider = request.Provider is null || request.Provider.Equals(provider, StringComparison.OrdinalIgnoreCase);
        return isItsProvider
            ? SelectOwn(provider, request.Model, persona)
            : models.Select(request.Provider, request.Model, conversation?.Provider, conversation?.Model);
    }

    private ModelSelection SelectOwn(string provider, string? model, PersonaDefinition persona)
    {
        try
        {
            return models.Select(provider, model ?? persona.Model);
        }
        catch (AppException e) when (e.Errors is { } errors && (errors.ContainsKey("provider") || model is null))
        {
            throw AppException.Invalid("persona", $"The persona '{persona.DisplayName}' cannot answer: {e.Message}");
        }
    }

    private static void CheckChoice(string field, string? wanted, string? fixedTo, PersonaDefinition persona)
    {
        if (wanted is not null && fixedTo is not null && !wanted.Equals(fixedTo, StringComparison.OrdinalIgnoreCase))
        {
            throw AppException.Invalid(field, $"The persona '{persona.DisplayName}' answers with {fixedTo} only. Leave {field} out, or choose another persona.");
        }
    }

    private static IReadOnlyDictionary<string, JsonElement> Variables(TurnRequest request, string asked, Conversation? conversation) =>
        request.PersonaVariables
        ?? (conversation is { PersonaVariables: { } remembered } && conversation.Persona == asked
            ? JsonSerializer.Deserialize(remembered, TurnJson.Default.IReadOnlyDictionaryStringJsonElement)!
            : NoVariables);
}
