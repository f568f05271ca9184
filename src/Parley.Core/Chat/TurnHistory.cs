using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Parley.Data;
using Parley.Identity;

namespace Parley.Chat;

/// <summary>Reads what was said in a conversation up to the message that a turn answers.</summary>
public sealed class TurnHistory(IServiceScopeFactory scopes)
{
    /// <summary>Messages looked at, newest first. Far beyond any context window; bounds the memory of endless conversations.</summary>
    private const int MaxHistory = 500;

    /// <returns>Oldest first; the last is the message to answer.</returns>
    internal async ValueTask<IReadOnlyList<ChatMessage>> ReadAsync(RunningTurn turn, CancellationToken cancellationToken)
    {
        if (turn.FirstMessage is { } first)
        {
            return [new ChatMessage(ChatRole.User, first)];
        }

        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Caller = turn.Caller;
        var db = scope.ServiceProvider.GetRequiredService<ParleyDbContext>();
        var path = await ConversationPath.ToAsync(db, turn.ConversationId, turn.UserMessageId, cancellationToken);
        var recent = path.Skip(path.Count - MaxHistory).ToList();
        var messages = await db.Messages.AsNoTracking().Where(message => recent.Contains(message.Id))
            .ToDictionaryAsync(message => message.Id, cancellationToken);

        // An answer that never said anything (it failed, or was stopped first) would only confuse the model.
        return [.. recent.Select(id => messages[id]).Where(message => message.Content.Length > 0)
            .Select(message => new ChatMessage(
                message.Role is MessageRole.User ? ChatRole.User : ChatRole.Assistant, message.Content)
            {
                MessageId = message.Id.ToString(),
            })];
    }
}
