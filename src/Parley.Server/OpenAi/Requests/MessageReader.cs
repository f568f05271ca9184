using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Parley.Server.OpenAi.Requests;

/// <summary>Reads the messages of a conversation.</summary>
internal static class MessageReader
{
    private const int MaxMessages = 2048;
    private const int MaxToolCalls = 128;
    private const int MaxNameLength = 64;
    private const int MaxIdLength = 256;

    public static List<ChatMessage> Read(RequestField messages)
    {
        var calls = new HashSet<string>();
        return messages.Items(1, MaxMessages).ConvertAll(message => ReadMessage(message.Object(), calls));
    }

    private static ChatMessage ReadMessage(RequestField message, HashSet<string> calls)
    {
        var (role, content) = (message["role"], message["content"]);
        var read = role.Required().Text() switch
        {
            "system" or "developer" => new ChatMessage(ChatRole.System, ContentReader.ReadText(content.Required())),
            "user" => new ChatMessage(ChatRole.User, ContentReader.ReadUser(content.Required())),
            "assistant" => ReadAssistant(message, calls),
            "tool" => new ChatMessage(ChatRole.Tool, [ReadResult(message, calls)]),
            "function" => throw role.Unsupported("Messages of the role 'function' are out of date. Use the role 'tool'."),
            _ => throw role.Invalid($"'{role.Path}' must be system, developer, user, assistant or tool."),
        };
        read.AuthorName = message["name"].OptionalText(MaxNameLength);
        return read;
    }

    private static ChatMessage ReadAssistant(RequestField message, HashSet<string> calls)
    {
        var contents = new List<AIContent>();
        if (!message["function_call"].IsMissing || !message["audio"].IsMissing)
        {
            var field = message["function_call"].IsMissing ? message["audio"] : message["function_call"];
            throw field.Unsupported($"'{field.Path}' is not supported.");
        }

        // A refusal is what the model said, in place of an answer.
        var text = message["content"].IsMissing ? message["refusal"].OptionalText() : ContentReader.ReadText(message["content"]);
        if (!string.IsNullOrEmpty(text))
        {
            contents.Add(new TextContent(text));
        }

        if (!message["tool_calls"].IsMissing)
        {
            contents.AddRange(message["tool_calls"].Items(0, MaxToolCalls).Select(call => ReadCall(call.Object(), calls)));
        }

        return contents.Count > 0 || text is not null
            ? new ChatMessage(ChatRole.Assistant, contents)
            : throw message["content"].Invalid($"'{message.Path}' has neither content nor tool_calls.");
    }

    private static FunctionCallContent ReadCall(RequestField call, HashSet<string> calls)
    {
        if (call["type"].OptionalText() is not (null or "function"))
        {
            throw call["type"].Unsupported("Only calls of the type 'function' are supported.");
        }

        var id = call["id"].Required().Text(MaxIdLength);
        if (!calls.Add(id))
        {
            throw call["id"].Invalid($"'{call["id"].Path}' is the id of another call too.");
        }

        var function = call["function"].Required().Object();
        var arguments = function["arguments"].Required();
        return new FunctionCallContent(id, ToolReader.ReadName(function["name"]), ReadArguments(arguments));
    }

    private static Dictionary<string, object?> ReadArguments(RequestField arguments)
    {
        var text = arguments.Text();
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        try
        {
            using var json = JsonDocument.Parse(text, OpenAiJson.Reading);
            if (json.RootElement.ValueKind is JsonValueKind.Object)
            {
                return json.RootElement.EnumerateObject().ToDictionary(property => property.Name, property => (object?)property.Value.Clone());
            }
        }
        catch (JsonException)
        {
            // Said below.
        }

        throw arguments.Invalid($"'{arguments.Path}' must be a JSON object, as a string.");
    }

    private static FunctionResultContent ReadResult(RequestField message, HashSet<string> calls)
    {
        var id = message["tool_call_id"].Required();
        return calls.Contains(id.Text(MaxIdLength))
            ? new FunctionResultContent(id.Text(), ContentReader.ReadText(message["content"].Required()))
            : throw id.Invalid($"'{id.Path}' is the id of no call in the messages before it.");
    }
}
