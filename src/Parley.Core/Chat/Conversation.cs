using Parley.Data;

namespace Parley.Chat;

/// <summary>A tree of messages with one active path: from <see cref="HeadId"/> up through the parents.</summary>
public sealed class Conversation : IOwned
{
    /// <summary>The longest title, in characters.</summary>
    public const int MaxTitleLength = 200;

    public ConversationId Id { get; set; }

    public Guid TenantId { get; set; }

    public Guid OwnerId { get; set; }

    public required string Title { get; set; }

    public bool Pinned { get; set; }

    /// <summary>The provider of the last turn: what the next one uses unless it says otherwise.</summary>
    public string? Provider { get; set; }

    /// <summary>The model of the last turn.</summary>
    public string? Model { get; set; }

    /// <summary>The persona that answers here, as it was asked for: <c>support</c>, or <c>support@3</c> to stay with a version.</summary>
    public string? Persona { get; set; }

    /// <summary>The values of its variables, as JSON.</summary>
    public string? PersonaVariables { get; set; }

    /// <summary>The last message of the active path; null while there is none.</summary>
    public MessageId? HeadId { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime UpdatedAt { get; set; }
}
