using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Parley.Server.OpenAi.Errors;

namespace Parley.Server.OpenAi.Answers;

/// <summary>
/// Writes the chunks of a stream straight into the response's buffer. What is the same in all of them is encoded once;
/// a piece of text costs two copies and no allocation.
/// </summary>
internal sealed class ChunkWriter : IDisposable
{
    private readonly PipeWriter _output;
    private readonly Utf8JsonWriter _json;
    private readonly byte[] _head;
    private readonly byte[] _tail;
    private int _calls;

    /// <param name="includeUsage">Then every chunk has the field, empty but for the last.</param>
    public ChunkWriter(PipeWriter output, AnswerHead head, bool includeUsage)
    {
        _output = output;
        _json = new Utf8JsonWriter(output, OpenAiJson.Writing);
        var model = JsonEncodedText.Encode(head.Model, OpenAiJson.Writing.Encoder);
        _head = Encoding.UTF8.GetBytes(
            $$"""data: {"id":"{{head.Id}}","object":"chat.completion.chunk","created":{{head.Created}},"model":"{{model}}","choices":[""");
        _tail = includeUsage ? [.. "],\"usage\":null}\n\n"u8] : [.. "]}\n\n"u8];
    }

    public bool HasCalls => _calls > 0;

    /// <summary>The first chunk: who speaks.</summary>
    public void WriteRole()
    {
        _output.Write(_head);
        _output.Write("""{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}"""u8);
        _output.Write(_tail);
    }

    public void WriteText(string text)
    {
        _output.Write(_head);
        _output.Write("""{"index":0,"delta":{"content":"""u8);
        _json.Reset(_output);
        _json.WriteStringValue(text);
        _json.Flush();
        _output.Write("""},"logprobs":null,"finish_reason":null}"""u8);
        _output.Write(_tail);
    }

    /// <summary>A call comes whole: providers are asked, or waited for, until it is.</summary>
    public void WriteCall(FunctionCallContent call)
    {
        _output.Write(_head);
        _output.Write("""{"index":0,"delta":{"tool_calls":["""u8);
        _json.Reset(_output);
        ToolCallWriter.Write(_json, call, _calls++);
        _json.Flush();
        _output.Write("""]},"logprobs":null,"finish_reason":null}"""u8);
        _output.Write(_tail);
    }

    /// <summary>The last chunk of the answer: why it ended.</summary>
    public void WriteFinish(string reason)
    {
        _output.Write(_head);
        _output.Write("""{"index":0,"delta":{},"logprobs":null,"finish_reason":"""u8);
        _json.Reset(_output);
        _json.WriteStringValue(reason);
        _json.Flush();
        _output.Write("}"u8);
        _output.Write(_tail);
    }

    public void WriteUsage(AnswerUsage usage)
    {
        _output.Write(_head);
        _output.Write("""],"usage":"""u8);
        _json.Reset(_output);
        usage.Write(_json);
        _json.Flush();
        _output.Write("}\n\n"u8);
    }

    /// <summary>Only what is whole has it.</summary>
    public void WriteDone() => _output.Write("data: [DONE]\n\n"u8);

    public void WriteError(OpenAiError error)
    {
        _output.Write("data: "u8);
        _json.Reset(_output);
        OpenAiErrors.Write(_json, error);
        _json.Flush();
        _output.Write("\n\n"u8);
    }

    public void Dispose() => _json.Dispose();
}
