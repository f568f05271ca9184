using System.Linq.Expressions;
using Parley.Chat;

namespace Parley.Server.Endpoints.Contracts;

/// <summary>A conversation without its messages.</summary>
internal sealed record ConversationResponse
{
    public required ConversationId Id { get; init; }

    public required string Title { get; init; }

    public required bool Pinned { get; init; }

    /// <summary>Of the last turn; null while there is none.</summary>
    public string? Provider { get; init; }

    /// <summary>Of the last turn; null while there is none.</summary>
    public string? Model { get; init; }

    /// <summary>Who answers: the id of a persona, or id@version.</summary>
    public string? Persona { get; init; }

    /// <summary>The turn that is writing an answer now.</summary>
    public TurnId? RunningTurnId { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime UpdatedAt { get; init; }

    /// <param name="turns">The turns to look for a running one in.</param>
    public static Expression<Func<Conversation, ConversationResponse>> Projection(IQueryable<Turn> turns) => c => new ConversationResponse
    {
        Id = c.Id,
        Title = c.Title,
        Pinned = c.Pinned,
        Provider = c.Provider,
        Model = c.Model,
        Persona = c.Persona,
        RunningTurnId = turns.Where(t => t.ConversationId == c.Id && t.Status == TurnStatus.Running)
            .Select(t => (TurnId?)t.Id).FirstOrDefault(),
        CreatedAt = c.CreatedAt,
        UpdatedAt = c.UpdatedAt,
    };
}
