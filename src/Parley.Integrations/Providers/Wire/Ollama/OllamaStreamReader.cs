using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Parley.Integrations.Providers.Wire.Ollama;

/// <summary>Reads the lines of an answer. A model on one's own machine sets the pace here, so elements are good enough.</summary>
internal sealed class OllamaStreamReader : WireStreamReader
{
    // Ollama names no answer; the messages of a conversation must still be told apart.
    public OllamaStreamReader() => Id = "ollama-" + Guid.NewGuid().ToString("N");

    public override ChatResponseUpdate? Read(string eventType, ReadOnlySpan<byte> data)
    {
        if (data.Trim(" \r\n\t"u8).IsEmpty)
        {
            return null;
        }

        var json = new Utf8JsonReader(data);
        return Read(JsonElement.ParseValue(ref json));
    }

    public ChatResponseUpdate? Read(JsonElement chunk)
    {
        if (chunk.Find("error").ValueKind is JsonValueKind.String or JsonValueKind.Object)
        {
            var error = ProviderError.From(chunk);
            throw new WireException(error.KindInAnswer(), error.Message);
        }

        Model ??= chunk.Text("model");
        var message = chunk.Find("message");
        var contents = new List<AIContent>(1);
        if (message.Text("thinking") is { Length: > 0 } thinking)
        {
            contents.Add(new TextReasoningContent(thinking));
        }

        if (message.Text("content") is { Length: > 0 } text)
        {
            contents.Add(new TextContent(text));
        }

        var calls = Calls.Count;
        foreach (var call in message.Items("tool_calls"))
        {
            var function = call.Find("function");
            var arguments = function.Find("arguments");
            // A call comes whole, and its index, where there is one, restarts with every chunk.
            Calls.Add(Calls.Count, call.Text("id"), function.Text("name"), arguments.ValueKind is JsonValueKind.Object ? arguments.GetRawText() : "");
        }

        if (chunk.Find("done").ValueKind is JsonValueKind.True)
        {
            End(chunk);
        }

        return contents.Count > 0 || Calls.Count > calls ? Update(contents) : null;
    }

    private void End(JsonElement chunk)
    {
        var (input, output) = (chunk.Count("prompt_eval_count"), chunk.Count("eval_count"));
        Usage = new UsageDetails { InputTokenCount = input, OutputTokenCount = output, TotalTokenCount = input + output };
        FinishReason = chunk.Text("done_reason") switch
        {
            "length" => ChatFinishReason.Length,
            // Older servers give no reason.
            "" or "stop" => ChatFinishReason.Stop,
            var other => new ChatFinishReason(other),
        };
        IsOver = true;
    }
}
