using Microsoft.AspNetCore.Http.Features;
using Parley.Chat;
using Parley.Server.Auth.Live;

namespace Parley.Server.Http;

/// <summary>Answers a request with the events of a turn.</summary>
internal static class TurnStream
{
    /// <param name="after">The number of the last event the client has; 0 for none.</param>
    /// <param name="stopOnDisconnect">Whether the turn ends when this client leaves and nobody else reads.</param>
    public static async Task WriteAsync(HttpContext http, TurnView turn, long after, bool stopOnDisconnect)
    {
        var live = http.Features.Get<LiveRequest>();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, live?.Ended ?? CancellationToken.None);
        using var sink = new SseSink(http);
        try
        {
            WriteHeaders(http, turn);
            await http.RequestServices.GetRequiredService<TurnFollower>().FollowAsync(turn, after, stopOnDisconnect, sink, ended.Token);
        }
        catch (OperationCanceledException) when (live?.Reason is { } reason && !http.RequestAborted.IsCancellationRequested)
        {
            sink.Write(reason);
            await sink.FlushAsync();
        }
    }

    private static void WriteHeaders(HttpContext http, TurnView turn)
    {
        http.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        var headers = http.Response.Headers;
        headers.ContentType = "text/event-stream";
        headers.CacheControl = "no-cache, no-store";
        headers["X-Accel-Buffering"] = "no";
        headers["X-Turn-Id"] = turn.Id.ToString();
        headers["X-Conversation-Id"] = turn.ConversationId.ToString();
        headers["X-User-Message-Id"] = turn.UserMessageId.ToString();
        headers["X-Message-Id"] = turn.AnswerId.ToString();
    }
}
