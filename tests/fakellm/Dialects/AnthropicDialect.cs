using System.Buffers;
using System.Text;

namespace FakeLlm.Dialects;

internal sealed class AnthropicDialect(long id, ChatRequest request, int promptTokens) : Dialect
{
    private bool _isThinking;
    private int _block;

    public override void Start(IBufferWriter<byte> writer, Mode mode)
    {
        Event(writer, "message_start", $"\"message\":{{{Head}\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{Usage(1)}}}");
        _isThinking = mode is Mode.Reason;
        if (mode is not Mode.Tool)
        {
            StartBlock(writer, _isThinking ? "\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"" : "\"type\":\"text\",\"text\":\"\"");
            Event(writer, "ping", "");
        }
    }

    public override void Token(IBufferWriter<byte> writer, byte[] escaped, bool reasoning)
    {
        if (_isThinking && !reasoning)
        {
            _isThinking = false;
            StartDelta(writer);
            writer.Write("\"type\":\"signature_delta\",\"signature\":\"c2lnbmVk\"}}\n\n"u8);
            EndBlock(writer);
            _block++;
            StartBlock(writer, "\"type\":\"text\",\"text\":\"\"");
        }

        StartDelta(writer);
        writer.Write(reasoning ? "\"type\":\"thinking_delta\",\"thinking\":\""u8 : "\"type\":\"text_delta\",\"text\":\""u8);
        writer.Write(escaped);
        writer.Write("\"}}\n\n"u8);
    }

    public override void Tool(IBufferWriter<byte> writer)
    {
        StartBlock(writer, "\"type\":\"tool_use\",\"id\":\"toolu_fake1\",\"name\":\"get_weather\",\"input\":{}");
        foreach (var part in new[] { "", "{\\\"city\\\":", "\\\"Paris\\\"}" })
        {
            StartDelta(writer);
            Write(writer, $"\"type\":\"input_json_delta\",\"partial_json\":\"{part}\"}}}}\n\n");
        }
    }

    public override void End(IBufferWriter<byte> writer, Mode mode, int sent)
    {
        EndBlock(writer);
        Event(writer, "message_delta", $"\"delta\":{{\"stop_reason\":\"{Stop(mode)}\",\"stop_sequence\":null}},\"usage\":{{\"output_tokens\":{sent}}}");
        Event(writer, "message_stop", "");
    }

    public override void InStreamError(IBufferWriter<byte> writer)
    {
        writer.Write("event: error\ndata: "u8);
        writer.Write(WholeError());
        writer.Write("\n\n"u8);
    }

    public override void Malformed(IBufferWriter<byte> writer) =>
        writer.Write("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"te\n\n"u8);

    public override byte[] Whole(Answer answer)
    {
        var thinking = answer.Mode is Mode.Reason ? $"{{\"type\":\"thinking\",\"thinking\":\"{Reasoning(answer)}\",\"signature\":\"c2lnbmVk\"}}," : "";
        var content = answer.Mode switch
        {
            Mode.Tool => """{"type":"tool_use","id":"toolu_fake1","name":"get_weather","input":{"city":"Paris"}}""",
            Mode.Empty => "",
            _ => $"{thinking}{{\"type\":\"text\",\"text\":\"{Text(answer)}\"}}",
        };
        return Encoding.UTF8.GetBytes(
            $"{{{Head}\"content\":[{content}],\"stop_reason\":\"{Stop(answer.Mode)}\",\"stop_sequence\":null,\"usage\":{Usage(answer.Tokens)}}}");
    }

    public override byte[] WholeError() =>
        """{"type":"error","error":{"type":"overloaded_error","message":"fake mid-stream failure"}}"""u8.ToArray();

    private string Head => $"\"id\":\"msg_fake{id}\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"{Escape(request.Model)}\",";

    private static string Stop(Mode mode) => mode switch
    {
        Mode.Length => "max_tokens",
        Mode.Tool => "tool_use",
        Mode.Filter => "refusal",
        _ => "end_turn",
    };

    // The cached part of a prompt is counted apart.
    private string Usage(int output) =>
        $"{{\"input_tokens\":{promptTokens - 1},\"cache_read_input_tokens\":1,\"cache_creation_input_tokens\":0,\"output_tokens\":{output}}}";

    private void StartBlock(IBufferWriter<byte> writer, string block) =>
        Event(writer, "content_block_start", $"\"index\":{_block},\"content_block\":{{{block}}}");

    private void EndBlock(IBufferWriter<byte> writer) => Event(writer, "content_block_stop", $"\"index\":{_block}");

    private void StartDelta(IBufferWriter<byte> writer)
    {
        writer.Write("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":"u8);
        writer.Write(_block == 0 ? "0"u8 : "1"u8);
        writer.Write(",\"delta\":{"u8);
    }

    private static void Event(IBufferWriter<byte> writer, string type, string data) =>
        Write(writer, $"event: {type}\ndata: {{\"type\":\"{type}\"{(data.Length > 0 ? "," : "")}{data}}}\n\n");
}
