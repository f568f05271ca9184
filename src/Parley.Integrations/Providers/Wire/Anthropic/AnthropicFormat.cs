using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Parley.Integrations.Providers.Wire.Anthropic;

/// <summary>
/// The Messages API. Spoken directly: the official package (13.11.0) ends a stream that was cut before message_stop as
/// if it were whole, passes over chunks that cannot be read, and hides Retry-After.
/// </summary>
internal sealed class AnthropicFormat : WireFormat
{
    public override string ChatPath => "v1/messages";

    public override void WriteRequest(Utf8JsonWriter json, in WireRequest request) => AnthropicRequest.Write(json, request);

    public override ChatResponse ReadAnswer(JsonElement answer) => AnthropicAnswer.Read(answer);

    public override WireStreamReader CreateStreamReader() => new AnthropicStreamReader();

    public static ChatFinishReason? FinishReason(string? reason) => reason switch
    {
        null or "" => null,
        "end_turn" or "stop_sequence" => ChatFinishReason.Stop,
        "max_tokens" or "model_context_window_exceeded" => ChatFinishReason.Length,
        "tool_use" => ChatFinishReason.ToolCalls,
        "refusal" => ChatFinishReason.ContentFilter,
        _ => new ChatFinishReason(reason),
    };

    /// <summary>
    /// The usage, over what was known before: a stream tells the prompt's at its start and the answer's at its end.
    /// Anthropic counts the cached part of a prompt apart; here, as with every provider, the input is all of it.
    /// </summary>
    public static UsageDetails Usage(JsonElement usage, UsageDetails? before)
    {
        var cached = usage.Count("cache_read_input_tokens");
        var input = usage.Count("input_tokens") is { } fresh
            ? fresh + (cached ?? 0) + (usage.Count("cache_creation_input_tokens") ?? 0)
            : before?.InputTokenCount;
        var output = usage.Count("output_tokens") ?? before?.OutputTokenCount;
        return new UsageDetails
        {
            InputTokenCount = input,
            OutputTokenCount = output,
            TotalTokenCount = input + output,
            CachedInputTokenCount = cached ?? before?.CachedInputTokenCount,
        };
    }
}
