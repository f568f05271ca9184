using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.AI;
using Parley.Pipeline.Calls;
using Parley.Server.Auth.Live;
using Parley.Server.Http;
using Parley.Server.OpenAi.Errors;

namespace Parley.Server.OpenAi.Answers;

/// <summary>
/// Sends an answer as it comes. One that breaks off ends with an error, without a finish reason, without <c>[DONE]</c>
/// and without the end of the HTTP body, so that no client can take it for whole.
/// </summary>
internal static class ChatStream
{
    public static async Task WriteAsync(
        HttpContext http, IChatClient client, IReadOnlyList<ChatMessage> messages, ModelCallOptions options,
        AnswerHead head, AnswerUsage usage, bool includeUsage)
    {
        var live = http.Features.Get<LiveRequest>();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, live?.Ended ?? CancellationToken.None);
        await using var updates = client.GetStreamingResponseAsync(messages, options, ended.Token).GetAsyncEnumerator(ended.Token);

        // 1. The model's first word decides: until then a failure still has a status of its own.
        var hasUpdate = await FirstAsync(updates, live);
        WriteHeaders(http);
        AnswerHeaders.SetCache(http.Response, options.Report);
        var output = http.RequestServices.GetRequiredService<SlowReaders>();
        using var chunks = new ChunkWriter(http.Response.BodyWriter, head.ServedBy(options), includeUsage);
        chunks.WriteRole();
        await output.FlushAsync(http);

        // 2. The rest, and how it ended.
        try
        {
            var answer = new StreamedAnswer(chunks, usage, includeUsage);
            for (; hasUpdate; hasUpdate = await updates.MoveNextAsync())
            {
                if (answer.Write(updates.Current))
                {
                    await output.FlushAsync(http);
                }
            }

            answer.WriteEnd();
            await output.FlushAsync(http);
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested)
        {
            var error = OpenAiErrors.Explain(http, live?.Reason ?? e);
            chunks.WriteError(error);
            await output.FlushAsync(http);
            throw new StreamBrokenException(error);
        }
    }

    private static async Task<bool> FirstAsync(IAsyncEnumerator<ChatResponseUpdate> updates, LiveRequest? live)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (OperationCanceledException) when (live?.Reason is { } reason)
        {
            throw reason;
        }
    }

    private static void WriteHeaders(HttpContext http)
    {
        http.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        http.Response.ContentType = "text/event-stream; charset=utf-8";
        http.Response.Headers.CacheControl = "no-cache, no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
    }
}
