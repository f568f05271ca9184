using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Chat;
using Parley.Data;
using Parley.Identity;
using Parley.Server.Auth;
using Parley.Server.Endpoints.Contracts;
using Parley.Server.Http;

namespace Parley.Server.Endpoints;

/// <summary>What was said in a conversation.</summary>
internal static class ConversationMessageEndpoints
{
    public static void MapConversationMessages(this RouteGroupBuilder conversations) =>
        conversations.MapGet("/{id}/messages", List).Requires(Rights.ReadContent).WithSummary("Lists the messages of the active path")
            .WithDescription("An answer that is being written has the status running and its text so far; follow it with GET /chat/stream/{turn}.")
            .WithParameter("limit", "1 to 500; default 100.").WithParameter("offset", "How many to pass over; default 0.")
            .WithParameter("order", "asc (default): oldest first, or desc.")
            .Produces<Page<MessageResponse>>().WithProblems(400, 404);

    private static async Task<Ok<Page<MessageResponse>>> List(
        ConversationId id, HttpContext http, CurrentCaller caller, TurnRegistry registry, ParleyDbContext db, CancellationToken cancellationToken)
    {
        var page = new PageQuery(http.Request.Query, defaultLimit: 100, maxLimit: 500);
        var newestFirst = page.Choice("order", "asc", "desc") is "desc";
        page.Check();
        var conversation = await db.Conversations.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken)
            ?? throw ConversationEndpoints.NotFound();
        var path = await ConversationPath.ToAsync(db, id, conversation.HeadId, cancellationToken);
        var wanted = (newestFirst ? path.Reverse() : path).Skip(page.Offset).Take(page.Limit).ToList();
        var messages = await db.Messages.AsNoTracking().Where(m => wanted.Contains(m.Id)).ToDictionaryAsync(m => m.Id, cancellationToken);
        var turnIds = messages.Values.Select(m => m.TurnId).OfType<TurnId>().ToList();
        var turns = await db.Turns.AsNoTracking().Where(t => turnIds.Contains(t.Id)).ToDictionaryAsync(t => t.Id, cancellationToken);
        var data = wanted.Where(messages.ContainsKey).Select(m => Respond(messages[m])).ToList();
        return TypedResults.Ok(new Page<MessageResponse>(data, path.Count, page.Limit, page.Offset));

        MessageResponse Respond(Message message)
        {
            var turn = message.TurnId is { } turnId ? turns.GetValueOrDefault(turnId) : null;
            var live = turn is { Status: TurnStatus.Running } ? registry.Find(turn.Id, caller.Required)?.Log : null;
            return MessageResponse.From(message, turn, live);
        }
    }
}
