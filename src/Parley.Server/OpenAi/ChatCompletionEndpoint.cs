using Microsoft.Extensions.AI;
using Parley.Identity;
using Parley.Limits;
using Parley.Pipeline;
using Parley.Pipeline.Calls;
using Parley.Server.OpenAi.Answers;
using Parley.Server.OpenAi.Requests;

namespace Parley.Server.OpenAi;

/// <summary>Answers a conversation that the client keeps. Nothing is stored; the pipeline is the one of every other call.</summary>
internal static class ChatCompletionEndpoint
{
    private const string Feature = "api";

    public static async Task Complete(
        HttpContext http, ModelNames names, ModelPipeline pipeline, StreamLimits streams, CurrentCaller caller, TimeProvider clock)
    {
        // 1. The whole request, checked before anybody is asked.
        using var json = await RequestBody.ReadAsync(http);
        var body = RequestField.Body(json);
        var name = ChatCompletionReader.ReadModel(body);
        var (stream, includeUsage) = (ChatCompletionReader.ReadStream(body), ChatCompletionReader.ReadIncludeUsage(body));
        var model = await names.FindChatAsync(name, http.RequestAborted);
        var options = new ModelCallOptions(caller.Required, Feature, model)
        {
            CacheUse = ReadCacheUse(http.Request),
            // OpenAI's stream has no word for "forget what you have".
            CanRestart = !stream,
        };
        var messages = ChatCompletionReader.Read(body, options);

        // 2. The answer, whole or as it comes.
        var answer = new AnswerHead("chatcmpl-" + Guid.CreateVersion7().ToString("N"), clock.GetUtcNow().ToUnixTimeSeconds(), name);
        var usage = new AnswerUsage(options.Report);
        if (stream)
        {
            await using var place = await streams.OpenAsync(caller.Required, http.RequestAborted);
            await ChatStream.WriteAsync(http, pipeline.Client, messages, options, answer, usage, includeUsage);
            return;
        }

        var response = await pipeline.Client.GetResponseAsync(messages, options, http.RequestAborted);
        AnswerHeaders.SetServedBy(http.Response, options.Report);
        AnswerHeaders.SetCache(http.Response, options.Report);
        await http.Response.WriteOpenAiAsync(writer => ChatCompletionWriter.Write(writer, answer.ServedBy(options), response, usage));
    }

    /// <summary>As HTTP says it: no-store neither looks nor remembers, no-cache asks anew and remembers.</summary>
    private static CacheUse ReadCacheUse(HttpRequest request)
    {
        var control = request.Headers.CacheControl.ToString();
        return control.Contains("no-store", StringComparison.OrdinalIgnoreCase) ? CacheUse.None
            : control.Contains("no-cache", StringComparison.OrdinalIgnoreCase) ? CacheUse.Refresh
            : CacheUse.Allowed;
    }
}
