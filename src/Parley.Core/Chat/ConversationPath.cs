using Microsoft.EntityFrameworkCore;
using Parley.Data;

namespace Parley.Chat;

/// <summary>Walks the tree of messages. Ids are read first and alone: they are small, and a page of texts is then exact.</summary>
public static class ConversationPath
{
    /// <summary>The messages from the first to <paramref name="last"/>, oldest first.</summary>
    public static async Task<IReadOnlyList<MessageId>> ToAsync(
        ParleyDbContext db, ConversationId conversation, MessageId? last, CancellationToken cancellationToken)
    {
        if (last is null)
        {
            return [];
        }

        var parents = await db.Messages.AsNoTracking().Where(message => message.ConversationId == conversation)
            .Select(message => new { message.Id, message.ParentId })
            .ToDictionaryAsync(message => message.Id, message => message.ParentId, cancellationToken);
        var path = new List<MessageId>();
        for (var next = last; next is { } id && parents.TryGetValue(id, out var parent); next = parent)
        {
            path.Add(id);
        }

        path.Reverse();
        return path;
    }
}
