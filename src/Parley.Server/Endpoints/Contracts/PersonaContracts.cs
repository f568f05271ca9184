using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Personas;
using Parley.Personas.Library;
using Parley.Personas.Templates;
using Parley.Server.Endpoints.Library;

namespace Parley.Server.Endpoints.Contracts;

/// <summary>A persona to be made or changed.</summary>
internal sealed record PersonaRequest : PersonaDefinition, ILibraryRequest
{
    [Description("For a new one: how requests name it; small letters, digits and hyphens. Default: made from display_name.")]
    public string? Id { get; init; }

    [Description("For a change, the version it is made to. When there is a newer one, the change is refused with 409.")]
    public int? Version { get; init; }
}

/// <summary>A version of a persona.</summary>
internal sealed record PersonaResponse : PersonaDefinition
{
    private PersonaResponse(Stored<PersonaDefinition> stored)
        : base(stored.Definition)
    {
        Variables ??= [];
        Examples ??= [];
        Id = stored.Name;
        Version = stored.Version;
        Active = stored.Version == stored.Newest;
        BuiltIn = stored.IsBuiltIn;
        RestoredFrom = stored.RestoredFrom;
        CreatedAt = stored.CreatedAt;
    }

    [JsonPropertyOrder(-2)]
    public string Id { get; }

    [JsonPropertyOrder(-1)]
    public int Version { get; }

    /// <summary>Whether this version is the newest, which is used unless a request names another.</summary>
    public bool Active { get; }

    /// <summary>Built-in personas cannot be changed, only copied.</summary>
    public bool BuiltIn { get; }

    /// <summary>The version whose content was taken up again.</summary>
    public int? RestoredFrom { get; }

    /// <summary>When this version was made; null for what is built in.</summary>
    public DateTime? CreatedAt { get; }

    public static PersonaResponse From(Stored<PersonaDefinition> stored) => new(stored);
}

/// <summary>A persona to be looked at, stored or not.</summary>
internal sealed record PersonaPreviewRequest
{
    public PersonaPrompt Prompt { get; init; } = new();

    public IReadOnlyList<TemplateVariable>? Variables { get; init; }

    public IReadOnlyList<PersonaExample>? Examples { get; init; }

    [Description("Values for the variables, by name.")]
    public IReadOnlyDictionary<string, JsonElement>? Values { get; init; }

    [Description("The model whose tokens are counted. Default: the default provider's.")]
    public string? Model { get; init; }
}

/// <param name="Text">The system prompt.</param>
/// <param name="Tokens">Of the system prompt and the examples, with what the chat format adds.</param>
/// <param name="Exact">Whether the tokens of this model are counted exactly or estimated.</param>
internal sealed record PersonaPreviewResponse(string Text, IReadOnlyList<PersonaExample> Examples, int Tokens, bool Exact, string Model);
