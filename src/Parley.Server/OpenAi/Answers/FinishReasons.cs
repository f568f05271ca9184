using Microsoft.Extensions.AI;

namespace Parley.Server.OpenAi.Answers;

/// <summary>Why an answer ended, in the few words that OpenAI's clients know.</summary>
internal static class FinishReasons
{
    public static string Name(ChatFinishReason? reason, bool hasCalls) =>
        reason == ChatFinishReason.Length ? "length"
        : reason == ChatFinishReason.ContentFilter ? "content_filter"
        : reason == ChatFinishReason.ToolCalls || hasCalls ? "tool_calls"
        : "stop";
}
