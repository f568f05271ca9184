using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Parley.Integrations.Providers.Wire.OpenAi;

/// <summary>Chat completions, as OpenAI defines them and many others speak them.</summary>
/// <param name="isOfficial">
/// OpenAI itself or Azure. They call the bound of the answer <c>max_completion_tokens</c> and refuse the old name for
/// newer models; compatible servers mostly know only <c>max_tokens</c>.
/// </param>
internal sealed class OpenAiFormat(bool isOfficial) : WireFormat
{
    public override string ChatPath => "chat/completions";

    public override void WriteRequest(Utf8JsonWriter json, in WireRequest request) => OpenAiRequest.Write(json, request, isOfficial);

    public override ChatResponse ReadAnswer(JsonElement answer) => OpenAiAnswer.Read(answer);

    public override WireStreamReader CreateStreamReader() => new OpenAiStreamReader();

    public static ChatFinishReason? FinishReason(string? reason) => reason switch
    {
        null or "" => null,
        "stop" or "eos" => ChatFinishReason.Stop,
        "length" => ChatFinishReason.Length,
        "tool_calls" or "function_call" => ChatFinishReason.ToolCalls,
        "content_filter" => ChatFinishReason.ContentFilter,
        _ => new ChatFinishReason(reason),
    };

    public static UsageDetails? Usage(JsonElement usage) => usage.ValueKind is not JsonValueKind.Object ? null : new UsageDetails
    {
        InputTokenCount = usage.Count("prompt_tokens"),
        OutputTokenCount = usage.Count("completion_tokens"),
        TotalTokenCount = usage.Count("total_tokens"),
        CachedInputTokenCount = usage.Find("prompt_tokens_details").Count("cached_tokens"),
        ReasoningTokenCount = usage.Find("completion_tokens_details").Count("reasoning_tokens"),
    };
}
