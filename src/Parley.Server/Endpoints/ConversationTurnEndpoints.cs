using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Chat;
using Parley.Data;
using Parley.Identity;
using Parley.Limits;
using Parley.Server.Auth;
using Parley.Server.Endpoints.Contracts;
using Parley.Server.Http;

namespace Parley.Server.Endpoints;

/// <summary>Stopping an answer, and asking for another one.</summary>
internal static class ConversationTurnEndpoints
{
    /// <summary>How long stop waits for the partial answer to be stored. Normally it takes milliseconds.</summary>
    private static readonly TimeSpan StopWait = TimeSpan.FromSeconds(5);

    public static void MapConversationTurns(this RouteGroupBuilder conversations)
    {
        conversations.MapPost("/{id}/stop", Stop).Requires(Rights.WriteContent).WithSummary("Stops the answer that is being written")
            .WithDescription("The partial answer is kept. Also 204 when nothing was being written.").WithProblems(404);
        conversations.MapPost("/{id}/regenerate", Regenerate).Requires(Rights.UseModels).WithSummary("Answers a user message anew, as a stream")
            .WithDescription("The new answer takes the place of the old one on the active path; the old one is kept.")
            .WithExample("""{ "provider": "offline" }""")
            .Accepts<RegenerateRequest>("application/json").Produces(200, contentType: "text/event-stream").WithProblems(400, 404, 409, 415, 429, 503);
    }

    private static async Task<NoContent> Stop(
        ConversationId id, CurrentCaller caller, TurnRegistry registry, ParleyDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (registry.FindRunning(id, caller.Required) is { } turn)
        {
            turn.Stop();
            await Task.WhenAny(turn.Completion, Task.Delay(StopWait, clock, cancellationToken));
        }
        else if (!await db.Conversations.AnyAsync(c => c.Id == id, cancellationToken))
        {
            throw ConversationEndpoints.NotFound();
        }

        return TypedResults.NoContent();
    }

    private static async Task Regenerate(
        ConversationId id, HttpContext http, TurnRunner turns, StreamLimits streams, CurrentCaller caller, ParleyDbContext db)
    {
        var request = await JsonBody.ReadOptionalAsync(http, ApiJson.Default.RegenerateRequest);
        await using var place = await streams.OpenAsync(caller.Required, http.RequestAborted);
        var turn = await turns.StartAsync(request.ToTurnRequest(id, http.Request), caller.Required, db, http.RequestAborted);
        await TurnStream.WriteAsync(http, turn, after: 0, request.OnDisconnect is OnDisconnect.Cancel);
    }
}
