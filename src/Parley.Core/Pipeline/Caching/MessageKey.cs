using Microsoft.Extensions.AI;

namespace Parley.Pipeline.Caching;

/// <summary>
/// The parts of a message that a model reads. Ids and times of messages are not among them: the same conversation, asked
/// again, has new ones.
/// </summary>
internal static class MessageKey
{
    public static void Write(KeyWriter writer, ChatMessage message)
    {
        writer.Text(message.Role.Value);
        writer.Text(message.AuthorName);
        writer.Properties(message.AdditionalProperties);
        writer.Count(message.Contents.Count);
        foreach (var content in message.Contents)
        {
            Write(writer, content);
        }
    }

    private static void Write(KeyWriter writer, AIContent content)
    {
        writer.Text(content.GetType().Name);
        writer.Properties(content.AdditionalProperties);
        switch (content)
        {
            case TextContent text:
                writer.Text(text.Text);
                break;
            case TextReasoningContent reasoning:
                writer.Text(reasoning.Text);
                writer.Text(reasoning.ProtectedData);
                break;
            case DataContent data:
                writer.Text(data.MediaType);
                writer.Text(data.Name);
                writer.Bytes(data.Data.Span);
                break;
            case UriContent uri:
                writer.Text(uri.MediaType);
                writer.Text(uri.Uri.OriginalString);
                break;
            case FunctionCallContent call:
                writer.Text(call.CallId);
                writer.Text(call.Name);
                writer.Properties(call.Arguments);
                break;
            case FunctionResultContent result:
                writer.Text(result.CallId);
                writer.Json(result.Result);
                break;
            default:
                writer.Opaque();
                break;
        }
    }
}
