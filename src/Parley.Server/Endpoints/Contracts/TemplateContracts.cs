using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Personas;
using Parley.Personas.Library;
using Parley.Personas.Templates;
using Parley.Server.Endpoints.Library;

namespace Parley.Server.Endpoints.Contracts;

/// <summary>A template to be made or changed.</summary>
internal sealed record TemplateRequest : TemplateDefinition, ILibraryRequest
{
    [Description("For a new one: its name in addresses; small letters, digits and hyphens. Default: made from display_name.")]
    public string? Id { get; init; }

    [Description("For a change, the version it is made to. When there is a newer one, the change is refused with 409.")]
    public int? Version { get; init; }
}

/// <summary>A version of a template.</summary>
internal sealed record TemplateResponse : TemplateDefinition
{
    private TemplateResponse(Stored<TemplateDefinition> stored)
        : base(stored.Definition)
    {
        Variables ??= [];
        Id = stored.Name;
        Version = stored.Version;
        Active = stored.Version == stored.Newest;
        RestoredFrom = stored.RestoredFrom;
        CreatedAt = stored.CreatedAt;
    }

    [JsonPropertyOrder(-2)]
    public string Id { get; }

    [JsonPropertyOrder(-1)]
    public int Version { get; }

    /// <summary>Whether this version is the newest, which is used unless a request names another.</summary>
    public bool Active { get; }

    /// <summary>The version whose content was taken up again.</summary>
    public int? RestoredFrom { get; }

    public DateTime? CreatedAt { get; }

    public static TemplateResponse From(Stored<TemplateDefinition> stored) => new(stored);
}

/// <summary>A template to be looked at, stored or not.</summary>
internal sealed record TemplatePreviewRequest
{
    public string Body { get; init; } = "";

    public IReadOnlyList<TemplateVariable>? Variables { get; init; }

    [Description("Values for the variables, by name.")]
    public IReadOnlyDictionary<string, JsonElement>? Values { get; init; }

    [Description("The model whose tokens are counted. Default: the default provider's.")]
    public string? Model { get; init; }
}

/// <summary>Values for a stored template.</summary>
internal sealed record TemplateRenderRequest
{
    [Description("Values for the variables, by name.")]
    public IReadOnlyDictionary<string, JsonElement>? Values { get; init; }

    [Description("Default: the newest.")]
    public int? Version { get; init; }

    [Description("The model whose tokens are counted. Default: the default provider's.")]
    public string? Model { get; init; }
}

/// <param name="Exact">Whether the tokens of this model are counted exactly or estimated.</param>
internal sealed record TemplateRenderResponse(string Text, int Tokens, bool Exact, string Model);
