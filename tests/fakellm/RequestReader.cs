using System.Buffers;
using System.Text;
using System.Text.Json;

namespace FakeLlm;

/// <summary>Reads, checks and records a request. Null when it was refused.</summary>
internal sealed class RequestReader(FakeLlmOptions options, Counters counters, Recorder recorder)
{
    public async Task<ChatRequest?> ReadAsync(HttpContext context, Protocol protocol)
    {
        if (!IsAllowed(context.Request))
        {
            var code = protocol is Protocol.Anthropic ? "authentication_error" : "invalid_api_key";
            await context.WriteJsonAsync(401, Failure.Body(protocol, code, code, "Incorrect API key provided"));
            return null;
        }

        var body = await ReadBodyAsync(context);
        try
        {
            var request = ChatRequest.Parse(body, streamsByDefault: protocol is Protocol.Ollama);
            if (recorder.IsOn)
            {
                recorder.Add(context.Request, Encoding.UTF8.GetString(body));
            }

            counters.Request(request.Model);
            return request;
        }
        catch (JsonException e)
        {
            await context.WriteJsonAsync(400, Failure.Body(protocol, "invalid_request_error", "invalid_request_error", "not JSON: " + e.Message));
            return null;
        }
        finally
        {
            context.Request.BodyReader.AdvanceTo(body.End);
        }
    }

    private static async Task<ReadOnlySequence<byte>> ReadBodyAsync(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (read.IsCompleted)
            {
                return read.Buffer;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private bool IsAllowed(HttpRequest request) =>
        options.ApiKey is not { } key
        || request.Headers.Authorization == "Bearer " + key
        || request.Headers["x-api-key"] == key
        || request.Headers["api-key"] == key;
}
