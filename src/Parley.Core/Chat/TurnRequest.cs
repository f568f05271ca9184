using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Parley.Knowledge.Library;
using Parley.Pipeline.Calls;

namespace Parley.Chat;

/// <summary>A person's message and how they want it answered.</summary>
public sealed record TurnRequest
{
    /// <summary>The conversation to go on with; null begins a new one.</summary>
    public ConversationId? ConversationId { get; init; }

    /// <summary>1 to 100,000 characters. Null only with <see cref="Regenerates"/>.</summary>
    public string? Message { get; init; }

    /// <summary>Answers a user message anew instead of adding one.</summary>
    public bool Regenerates { get; init; }

    /// <summary>With <see cref="Regenerates"/>: the message, or an answer to it; null means the last.</summary>
    public MessageId? RegenerateId { get; init; }

    /// <summary>A configured provider; null takes the conversation's last, else the default.</summary>
    public string? Provider { get; init; }

    /// <summary>A model of the provider; null takes the conversation's last, else the provider's default.</summary>
    public string? Model { get; init; }

    /// <summary>0 to 2; null leaves it to the model.</summary>
    public double? Temperature { get; init; }

    /// <summary>The longest answer in tokens, 1 to 1,000,000; null leaves it to the model.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Whether a cache may answer. A regenerated answer is a new one in any case.</summary>
    public CacheUse CacheUse { get; init; } = CacheUse.Allowed;

    /// <summary>A persona, <c>support</c> or <c>support@3</c>; <c>none</c> for none; null takes the conversation's.</summary>
    public string? Persona { get; init; }

    /// <summary>Values for the persona's variables; null takes the conversation's, if the persona is still the same.</summary>
    public IReadOnlyDictionary<string, JsonElement>? PersonaVariables { get; init; }

    /// <summary>Whether it is answered from documents. Null: as the message was answered before, else as the persona has it, else from none.</summary>
    public bool? UseRag { get; init; }

    /// <summary>The collections of documents to answer from; at least one; null: all that the person may read. Naming some asks for them.</summary>
    public IReadOnlyList<CollectionId>? Collections { get; init; }

    /// <summary>Two requests of one person with the same key are one turn. 1 to 200 printable ASCII characters.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>What a repeated key is compared by.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', ConversationId, Regenerates, RegenerateId, Provider, Model, Temperature?.ToString("R"), MaxTokens, Persona, VariablesText() + GroundingText(), Message))));

    private string? GroundingText() => UseRag is null && Collections is null ? null : $"{UseRag} {string.Join(' ', Collections ?? [])}";

    private string? VariablesText() => PersonaVariables is null
        ? null : string.Join('\n', PersonaVariables.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => $"{value.Key}={value.Value.GetRawText()}"));
}
