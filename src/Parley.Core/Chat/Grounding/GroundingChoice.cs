using System.Text.Json;
using Parley.Identity;
using Parley.Knowledge.Library;

namespace Parley.Chat.Grounding;

/// <summary>That a turn is answered from documents, and from which. Stored with the turn, so that answering anew is the same.</summary>
/// <param name="Collections">Null: from all that the person may read.</param>
internal sealed record GroundingChoice(IReadOnlyList<CollectionId>? Collections)
{
    /// <summary>The most collections that a turn names.</summary>
    public const int MaxCollections = 100;

    public string Write() => JsonSerializer.Serialize(this, TurnJson.Default.GroundingChoice);

    public static GroundingChoice? Read(string? json) => json is null ? null : JsonSerializer.Deserialize(json, TurnJson.Default.GroundingChoice);

    /// <summary>What the request says; where it says nothing, as it was the last time this message was answered, else as the persona has it.</summary>
    public static GroundingChoice? Of(TurnRequest request, string? before, IReadOnlyList<string>? ofPersona) => request switch
    {
        { UseRag: false } => null,
        { Collections: { Count: > 0 } named } => new(named),
        _ when Read(before) is { } earlier => earlier,
        _ when ofPersona is { Count: > 0 } names => new([.. names.Select(EntityId.Parse<CollectionId>)]),
        { UseRag: true } => new(Collections: null),
        _ => null,
    };
}
