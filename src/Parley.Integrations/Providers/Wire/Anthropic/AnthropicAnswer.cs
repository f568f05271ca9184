using System.Text.Json;
using Microsoft.Extensions.AI;
using Parley.Models;

namespace Parley.Integrations.Providers.Wire.Anthropic;

/// <summary>Reads a whole message.</summary>
internal static class AnthropicAnswer
{
    public static ChatResponse Read(JsonElement answer)
    {
        if (answer.Text("type") is "error")
        {
            var error = ProviderError.From(answer);
            throw new WireException(error.KindInAnswer(), error.Message);
        }

        if (AnthropicFormat.FinishReason(answer.Text("stop_reason")) is not { } reason)
        {
            throw new WireException(ModelErrorKind.Unavailable, "its answer is incomplete");
        }

        var id = answer.Text("id");
        var contents = answer.Items("content").Select(Content).OfType<AIContent>().ToList();
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, contents) { MessageId = id })
        {
            ResponseId = id,
            ModelId = answer.Text("model"),
            FinishReason = reason,
            Usage = AnthropicFormat.Usage(answer.Find("usage"), before: null),
        };
    }

    private static AIContent? Content(JsonElement block) => block.Text("type") switch
    {
        "text" => new TextContent(block.Text("text")),
        "tool_use" => ToolCalls.Create(block.Text("id"), block.Text("name"), block.Find("input").GetRawText()),
        "thinking" => new TextReasoningContent(block.Text("thinking")) { ProtectedData = block.Text("signature") },
        "redacted_thinking" => new TextReasoningContent("") { ProtectedData = block.Text("data") },
        _ => null,
    };
}
