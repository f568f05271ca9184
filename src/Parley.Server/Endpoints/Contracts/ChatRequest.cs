using System.ComponentModel;
using System.Text.Json;
using Parley.Chat;
using Parley.Knowledge.Library;
using Parley.Pipeline.Calls;
using Parley.Server.Http;

namespace Parley.Server.Endpoints.Contracts;

/// <summary>A message to be answered.</summary>
internal sealed record ChatRequest
{
    [Description("The conversation to go on with. Leave it out to begin a new one.")]
    public ConversationId? ConversationId { get; init; }

    [Description("What to answer: 1 to 100,000 characters.")]
    public string? Message { get; init; }

    [Description("A configured provider. Default: the conversation's last, else the server's default.")]
    public string? Provider { get; init; }

    [Description("A model of the provider, or auto to have it chosen by how hard the message is. Default: routed where routing is on, else the conversation's last, else the provider's default.")]
    public string? Model { get; init; }

    [Description("0 (always alike) to 2 (wild). Default: the model's own.")]
    public double? Temperature { get; init; }

    [Description("The longest answer in tokens, 1 to 1,000,000. Default: the model's own.")]
    public int? MaxTokens { get; init; }

    [Description("Who answers: the id of a persona, or id@version to stay with a version, or none. Default: the conversation's.")]
    public string? Persona { get; init; }

    [Description("Values for the persona's variables, by name: texts, numbers, true, false or lists. Default: the conversation's.")]
    public IReadOnlyDictionary<string, JsonElement>? PersonaVariables { get; init; }

    [Description("Whether to answer from documents, with citations. Default: as the persona has it, else false; naming collections asks for it.")]
    public bool? UseRag { get; init; }

    [Description("The collections of documents to answer from, 1 to 100. Default: all you may read.")]
    public IReadOnlyList<CollectionId>? Collections { get; init; }

    [Description("What happens when this client disconnects: continue (15 s of grace to come back, the default) or cancel (at once).")]
    public OnDisconnect OnDisconnect { get; init; }

    public TurnRequest ToTurnRequest(HttpRequest http) => ToTurnRequest(CacheHeaders.Read(http), http.Headers["Idempotency-Key"].FirstOrDefault());

    public TurnRequest ToTurnRequest(CacheUse cacheUse, string? idempotencyKey) => new()
    {
        ConversationId = ConversationId,
        Message = Message ?? "",
        Provider = Provider,
        Model = Model,
        Temperature = Temperature,
        MaxTokens = MaxTokens,
        CacheUse = cacheUse,
        Persona = Persona,
        PersonaVariables = PersonaVariables,
        UseRag = UseRag,
        Collections = Collections,
        IdempotencyKey = idempotencyKey,
    };
}

/// <summary>Whether an answer outlives the client that asked for it.</summary>
internal enum OnDisconnect
{
    Continue,
    Cancel,
}
