using System.ComponentModel;
using System.Text.Json;
using Parley.Chat;
using Parley.Knowledge.Library;

namespace Parley.Server.Endpoints.Contracts;

/// <summary>Asks for another answer to a user message.</summary>
internal sealed record RegenerateRequest
{
    [Description("The user message to answer anew, or an answer to it. Default: the last.")]
    public MessageId? MessageId { get; init; }

    [Description("Default: the conversation's last.")]
    public string? Provider { get; init; }

    [Description("Default: the conversation's last.")]
    public string? Model { get; init; }

    [Description("0 to 2. Default: the model's own.")]
    public double? Temperature { get; init; }

    [Description("The longest answer in tokens. Default: the model's own.")]
    public int? MaxTokens { get; init; }

    [Description("Who answers: the id of a persona, or id@version to stay with a version, or none. Default: the conversation's.")]
    public string? Persona { get; init; }

    [Description("Values for the persona's variables, by name: texts, numbers, true, false or lists. Default: the conversation's.")]
    public IReadOnlyDictionary<string, JsonElement>? PersonaVariables { get; init; }

    [Description("Whether to answer from documents. Default: as the message was answered last.")]
    public bool? UseRag { get; init; }

    [Description("The collections of documents to answer from, at most 100. Default: as the message was answered last.")]
    public IReadOnlyList<CollectionId>? Collections { get; init; }

    [Description("continue or cancel, as in POST /chat/stream.")]
    public OnDisconnect OnDisconnect { get; init; }

    public TurnRequest ToTurnRequest(ConversationId conversation, HttpRequest http) => new()
    {
        ConversationId = conversation,
        Regenerates = true,
        RegenerateId = MessageId,
        Provider = Provider,
        Model = Model,
        Temperature = Temperature,
        MaxTokens = MaxTokens,
        Persona = Persona,
        PersonaVariables = PersonaVariables,
        UseRag = UseRag,
        Collections = Collections,
        IdempotencyKey = http.Headers["Idempotency-Key"].FirstOrDefault(),
    };
}
