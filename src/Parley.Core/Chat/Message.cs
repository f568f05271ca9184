using Parley.Data;

namespace Parley.Chat;

/// <summary>
/// What one side said. How an answer came about (status, model, tokens, error) is the <see cref="Turn"/>'s to tell.
/// </summary>
public sealed class Message : IOwned
{
    public MessageId Id { get; set; }

    public Guid TenantId { get; set; }

    public Guid OwnerId { get; set; }

    public ConversationId ConversationId { get; set; }

    /// <summary>The message this one follows; null for the first. Siblings are branches.</summary>
    public MessageId? ParentId { get; set; }

    /// <summary>For an answer: the turn that wrote it.</summary>
    public TurnId? TurnId { get; set; }

    public MessageRole Role { get; set; }

    /// <summary>Markdown. Empty while a turn writes it: the text so far is in the turn's log.</summary>
    public required string Content { get; set; }

    public DateTime CreatedAt { get; set; }
}
