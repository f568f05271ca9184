using System.Text.Json;
using Microsoft.Extensions.AI;
using Parley.Models;

namespace Parley.Integrations.Providers.Wire.OpenAi;

/// <summary>Reads a whole chat completion.</summary>
internal static class OpenAiAnswer
{
    public static ChatResponse Read(JsonElement answer)
    {
        // Gateways report a failed upstream inside a success.
        if (answer.Find("error").ValueKind is JsonValueKind.Object or JsonValueKind.String)
        {
            var error = ProviderError.From(answer);
            throw new WireException(error.KindInAnswer(), error.Message);
        }

        var choice = answer.Items("choices").FirstOrDefault();
        if (OpenAiFormat.FinishReason(choice.Text("finish_reason")) is not { } reason)
        {
            throw new WireException(ModelErrorKind.Unavailable, "its answer is incomplete");
        }

        var message = choice.Find("message");
        var contents = new List<AIContent>();
        Add(contents, message, "reasoning_content", text => new TextReasoningContent(text));
        Add(contents, message, "reasoning", text => new TextReasoningContent(text));
        Add(contents, message, "content", text => new TextContent(text));
        // A refusal in the model's own words is what the reader gets to see.
        Add(contents, message, "refusal", text => new TextContent(text));
        foreach (var call in message.Items("tool_calls"))
        {
            var function = call.Find("function");
            contents.Add(ToolCalls.Create(call.Text("id"), function.Text("name"), function.Text("arguments")));
            reason = reason == ChatFinishReason.Stop ? ChatFinishReason.ToolCalls : reason;
        }

        var id = answer.Text("id");
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, contents) { MessageId = id })
        {
            ResponseId = id,
            ModelId = answer.Text("model"),
            FinishReason = reason,
            Usage = OpenAiFormat.Usage(answer.Find("usage")),
        };
    }

    private static void Add(List<AIContent> contents, JsonElement message, string name, Func<string, AIContent> create)
    {
        if (message.Text(name) is { Length: > 0 } text)
        {
            contents.Add(create(text));
        }
    }
}
