using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Parley.Server.OpenAi.Answers;

/// <summary>Writes a whole answer.</summary>
internal static class ChatCompletionWriter
{
    public static void Write(Utf8JsonWriter json, AnswerHead head, ChatResponse response, AnswerUsage usage)
    {
        var contents = response.Messages.Where(message => message.Role == ChatRole.Assistant).SelectMany(message => message.Contents).ToList();
        var calls = contents.OfType<FunctionCallContent>().ToList();
        var text = contents.OfType<TextContent>().Aggregate(new StringBuilder(), (all, part) => all.Append(part.Text));
        usage.Add(response.Usage);
        json.WriteStartObject();
        json.WriteString("id"u8, head.Id);
        json.WriteString("object"u8, "chat.completion"u8);
        json.WriteNumber("created"u8, head.Created);
        json.WriteString("model"u8, head.Model);
        json.WriteStartArray("choices"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, 0);
        WriteMessage(json, text, calls);
        json.WriteNull("logprobs"u8);
        json.WriteString("finish_reason"u8, FinishReasons.Name(response.FinishReason, calls.Count > 0));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WritePropertyName("usage"u8);
        usage.Write(json);
        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, StringBuilder text, List<FunctionCallContent> calls)
    {
        json.WriteStartObject("message"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("content"u8, text.Length == 0 && calls.Count > 0 ? null : text.ToString());
        json.WriteNull("refusal"u8);
        json.WriteStartArray("annotations"u8);
        json.WriteEndArray();
        if (calls.Count > 0)
        {
            json.WriteStartArray("tool_calls"u8);
            foreach (var call in calls)
            {
                ToolCallWriter.Write(json, call, index: null);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
