using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Parley.Chat;
using Parley.Errors;
using Parley.Server.Auth.Live;
using Parley.Server.Startup;

namespace Parley.Server.Http;

/// <summary>Sends a turn's events as they come, to a client that may have seen some of them already.</summary>
internal static class TurnStream
{
    /// <param name="after">The number of the last event the client has; 0 for none.</param>
    /// <param name="stopOnDisconnect">Whether the turn ends when this client leaves and nobody else reads.</param>
    public static async Task WriteAsync(HttpContext http, TurnView turn, long after, bool stopOnDisconnect)
    {
        var options = http.RequestServices.GetRequiredService<IOptions<ServerOptions>>().Value;
        var clock = http.RequestServices.GetRequiredService<TimeProvider>();
        var live = http.Features.Get<LiveRequest>();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, live?.Ended ?? CancellationToken.None);
        var reader = turn.Log.Read(after, ended.Token);
        try
        {
            WriteHeaders(http, turn);
            await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
            await using var heartbeat = clock.CreateTimer(static r => ((TurnReader)r!).Nudge(), reader, options.Heartbeat, options.Heartbeat);
            await CopyAsync(http, reader);
        }
        catch (OperationCanceledException) when (live?.Reason is { } reason && !http.RequestAborted.IsCancellationRequested)
        {
            await WriteLastAsync(http, reason);
        }
        finally
        {
            reader.Dispose();
            if (stopOnDisconnect && turn.Running is { } running && !running.Completion.IsCompleted && running.Log.ReaderCount == 0)
            {
                running.Stop();
            }
        }
    }

    private static async Task CopyAsync(HttpContext http, TurnReader reader)
    {
        var output = http.Response.BodyWriter;
        using var events = new SseWriter(output);
        while (true)
        {
            switch (await reader.WaitAsync())
            {
                case TurnReadState.Ended:
                    return;
                case TurnReadState.Idle:
                    events.WriteHeartbeat();
                    break;
                case TurnReadState.Available:
                    while (reader.TryRead(out var item))
                    {
                        events.Write(item);
                    }

                    break;
            }

            await output.FlushAsync(http.RequestAborted);
        }
    }

    // Without an id, so that whoever comes back goes on after the last event of the turn.
    private static async Task WriteLastAsync(HttpContext http, AppException reason)
    {
        using var events = new SseWriter(http.Response.BodyWriter);
        events.Write(Problem.From(reason));
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
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
