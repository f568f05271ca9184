using Microsoft.EntityFrameworkCore;
using Parley.Chat;
using Parley.Errors;

namespace Parley.Cli.Conversations;

/// <summary>Finds and reads conversations.</summary>
internal sealed class ConversationStore(CallerScopes scopes)
{
    /// <summary>The ones used last, newest first.</summary>
    public Task<List<Conversation>> ListAsync(int limit, CancellationToken cancellationToken) => scopes.RunAsync(db =>
        db.Conversations.AsNoTracking().OrderByDescending(c => c.UpdatedAt).Take(limit).ToListAsync(cancellationToken));

    /// <exception cref="AppException">There is none with that id.</exception>
    public async Task<Conversation> FindAsync(string id, CancellationToken cancellationToken)
    {
        _ = ConversationId.TryParse(id.Trim(), out var wanted);
        return await scopes.RunAsync(db => db.Conversations.AsNoTracking().SingleOrDefaultAsync(c => c.Id == wanted, cancellationToken))
            ?? throw new AppException(ErrorCode.ConversationNotFound, $"There is no conversation '{id}'. In 'parley chat', /list shows the conversations there are.");
    }

    public Task<Transcript> ReadAsync(ConversationId id, CancellationToken cancellationToken) => scopes.RunAsync(async db =>
    {
        var conversation = await db.Conversations.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken)
            ?? throw new AppException(ErrorCode.ConversationNotFound, "This conversation was deleted meanwhile. /new begins another.");
        var path = await ConversationPath.ToAsync(db, id, conversation.HeadId, cancellationToken);
        var messages = await db.Messages.AsNoTracking().Where(m => m.ConversationId == id).ToDictionaryAsync(m => m.Id, cancellationToken);
        var turns = await db.Turns.AsNoTracking().Where(t => t.ConversationId == id).ToDictionaryAsync(t => t.Id, cancellationToken);
        return new Transcript(conversation, [.. path.Where(messages.ContainsKey).Select(message => Entry(messages[message]))]);

        TranscriptEntry Entry(Message message) =>
            new(message, message.TurnId is { } turn ? turns.GetValueOrDefault(turn) : null);
    });
}
