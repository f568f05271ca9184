using System.Text.Json;

namespace FakeLlm;

/// <summary>A refusal, as each provider spells it.</summary>
internal static class Failure
{
    public static byte[] Body(Protocol protocol, string type, string code, string message) => protocol switch
    {
        Protocol.Anthropic => JsonSerializer.SerializeToUtf8Bytes(new { type = "error", error = new { type, message } }),
        Protocol.Ollama => JsonSerializer.SerializeToUtf8Bytes(new { error = message }),
        _ => JsonSerializer.SerializeToUtf8Bytes(new { error = new { message, type, param = (string?)null, code } }),
    };

    public static byte[] OfStatus(Protocol protocol, int status)
    {
        var type = status switch
        {
            400 => "invalid_request_error",
            401 => "authentication_error",
            403 => "permission_error",
            404 => "not_found_error",
            429 => "rate_limit_error",
            529 => "overloaded_error",
            _ => "api_error",
        };
        return Body(protocol, type, type, $"fake failure {status}");
    }

    public static byte[] ContextTooLong(Protocol protocol) => Body(protocol, "invalid_request_error", "context_length_exceeded", protocol switch
    {
        Protocol.Anthropic => "prompt is too long: 210000 tokens > 200000 maximum",
        Protocol.Ollama => "the input length exceeds the context length",
        _ => "This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens.",
    });

    public static byte[] Blocked(Protocol protocol) => Body(protocol, "invalid_request_error", "content_filter", protocol switch
    {
        Protocol.Anthropic => "Output blocked by content filtering policy",
        _ => "The response was filtered due to the prompt triggering the content management policy.",
    });

    /// <summary>What no message should hold: the key, the prompt, and no end.</summary>
    public static byte[] Leak(Protocol protocol, HttpRequest request, in ChatRequest chat)
    {
        var key = string.Concat(request.Headers.Authorization, request.Headers["x-api-key"], request.Headers["api-key"]);
        return Body(protocol, "invalid_request_error", "bad", $"bad key {key} for '{chat.LastUser}' " + string.Concat(Enumerable.Repeat("and so on ", 500)));
    }
}
