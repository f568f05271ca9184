using System.Globalization;
using Microsoft.OpenApi;
using Parley.Chat;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;
using Parley.Limits;
using Parley.Server.Auth;
using Parley.Server.Endpoints.Contracts;
using Parley.Server.Http;

namespace Parley.Server.Endpoints;

/// <summary>Asks for answers, whole or as a stream, and picks streams up again.</summary>
internal static class ChatEndpoints
{
    private const string Example = """{ "message": "My name is Alice.", "temperature": 0.7, "max_tokens": 500 }""";
    private const string IdempotencyKey = "Two requests of one person with the same key are one turn. 1 to 200 printable ASCII characters.";

    public static void MapChat(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/chat").WithTags("Chat");
        group.MapPost("/", Answer).Requires(Rights.UseModels).WithSummary("Answers a message").WithDescription("Waits for the whole answer. A client that disconnects cancels it. The header X-Cache says whether a cache answered: HIT, MISS or BYPASS.")
            .WithExample(Example).WithParameter("Idempotency-Key", IdempotencyKey, ParameterLocation.Header)
            .WithParameter("Cache-Control", CacheHeaders.Description, ParameterLocation.Header)
            .Accepts<ChatRequest>("application/json").Produces<ChatResponse>().WithProblems(400, 402, 404, 409, 413, 415, 429, 502, 503, 504);
        group.MapPost("/stream", Stream).Requires(Rights.UseModels).WithSummary("Answers a message as a stream")
            .WithDescription("Server-sent events: source (where it answers from documents), cache (when one answers), token, tool, then complete or error. The headers X-Turn-Id, X-Conversation-Id, X-User-Message-Id and X-Message-Id come at once.")
            .WithExample(Example).WithParameter("Idempotency-Key", IdempotencyKey, ParameterLocation.Header)
            .WithParameter("Cache-Control", CacheHeaders.Description, ParameterLocation.Header)
            .Accepts<ChatRequest>("application/json").Produces(200, contentType: "text/event-stream").WithProblems(400, 404, 409, 413, 415, 429, 503);
        group.MapGet("/stream/{turn}", Resume).Requires(Rights.ReadContent).WithSummary("Picks a stream up again")
            .WithDescription("Sends exactly the events after Last-Event-ID (or ?after=), then goes on live.")
            .WithParameter("Last-Event-ID", "The id of the last event received.", ParameterLocation.Header)
            .WithParameter("after", "The same, for clients that cannot set headers.")
            .Produces(200, contentType: "text/event-stream").WithProblems(400, 404, 429, 503);
    }

    private static async Task Answer(HttpContext http, TurnRunner turns, CurrentCaller caller, ParleyDbContext db)
    {
        var request = await JsonBody.ReadAsync(http, ApiJson.Default.ChatRequest);
        var turn = await turns.StartAsync(request.ToTurnRequest(http.Request), caller.Required, db, http.RequestAborted);
        TurnAnswer answer;
        try
        {
            answer = await TurnAnswer.ReadAsync(turn, onEvent: null, http.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // Nobody is left to read a whole answer, and there is no stream to come back to.
            turn.Running?.Stop();
            throw;
        }

        CacheHeaders.Write(http.Response, answer.Completed?.Cache, turn.Running?.ModelOptions.Report.Cache);

        await (answer.Completed is { } done
            ? http.Response.WriteAsJsonAsync(ChatResponse.From(done, answer.Content), ApiJson.Default.ChatResponse, cancellationToken: http.RequestAborted)
            : Problems.WriteAsync(http, answer.Problem!));
    }

    private static async Task Stream(HttpContext http, TurnRunner turns, StreamLimits streams, CurrentCaller caller, ParleyDbContext db)
    {
        var request = await JsonBody.ReadAsync(http, ApiJson.Default.ChatRequest);
        await using var place = await streams.OpenAsync(caller.Required, http.RequestAborted);
        var turn = await turns.StartAsync(request.ToTurnRequest(http.Request), caller.Required, db, http.RequestAborted);
        await TurnStream.WriteAsync(http, turn, after: 0, request.OnDisconnect is OnDisconnect.Cancel);
    }

    private static async Task Resume(
        TurnId turn, HttpContext http, TurnDirectory directory, StreamLimits streams, CurrentCaller caller, ParleyDbContext db)
    {
        var after = ReadAfter(http.Request);
        await using var place = await streams.OpenAsync(caller.Required, http.RequestAborted);
        var found = await directory.OpenAsync(turn, caller.Required, db, http.RequestAborted);
        await TurnStream.WriteAsync(http, found, after, stopOnDisconnect: false);
    }

    private static long ReadAfter(HttpRequest request)
    {
        var text = request.Headers["Last-Event-ID"].FirstOrDefault() ?? request.Query["after"].FirstOrDefault();
        return string.IsNullOrEmpty(text) ? 0
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var after) ? after
            : throw AppException.Invalid("Last-Event-ID", "Must be the id of the last event received, a whole number.");
    }
}
