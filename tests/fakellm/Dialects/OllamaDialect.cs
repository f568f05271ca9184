using System.Buffers;
using System.Text;

namespace FakeLlm.Dialects;

internal sealed class OllamaDialect : Dialect
{
    private const string Call = """{"function":{"name":"get_weather","arguments":{"city":"Paris"}}}""";

    private readonly string _name;
    private readonly byte[] _head;
    private readonly int _promptTokens;

    public OllamaDialect(ChatRequest request, int promptTokens)
    {
        _promptTokens = promptTokens;
        _name = $"{{\"model\":\"{Escape(request.Model)}\",\"created_at\":\"2023-11-14T22:13:20Z\",\"message\":{{\"role\":\"assistant\",";
        _head = Encoding.UTF8.GetBytes(_name);
    }

    public override string StreamType => "application/x-ndjson";

    // There is nothing before the first token.
    public override void Start(IBufferWriter<byte> writer, Mode mode)
    {
    }

    public override void Token(IBufferWriter<byte> writer, byte[] escaped, bool reasoning)
    {
        writer.Write(_head);
        writer.Write(reasoning ? "\"content\":\"\",\"thinking\":\""u8 : "\"content\":\""u8);
        writer.Write(escaped);
        writer.Write("\"},\"done\":false}\n"u8);
    }

    public override void Tool(IBufferWriter<byte> writer) =>
        Write(writer, $"{_name}\"content\":\"\",\"tool_calls\":[{Call}]}},\"done\":false}}\n");

    public override void End(IBufferWriter<byte> writer, Mode mode, int sent) => Write(writer, $"{_name}\"content\":\"\"}},{Done(mode, sent)}}}\n");

    public override void InStreamError(IBufferWriter<byte> writer)
    {
        writer.Write(WholeError());
        writer.Write("\n"u8);
    }

    public override void Malformed(IBufferWriter<byte> writer) => writer.Write("{\"model\":\"broken\",\"message\":{\"con\n"u8);

    public override byte[] Whole(Answer answer)
    {
        var thinking = answer.Mode is Mode.Reason ? $",\"thinking\":\"{Reasoning(answer)}\"" : "";
        var message = answer.Mode is Mode.Tool ? $"\"content\":\"\",\"tool_calls\":[{Call}]" : $"\"content\":\"{Text(answer)}\"{thinking}";
        return Encoding.UTF8.GetBytes($"{_name}{message}}},{Done(answer.Mode, answer.Tokens)}}}");
    }

    public override byte[] WholeError() => """{"error":"fake mid-stream failure"}"""u8.ToArray();

    private string Done(Mode mode, int tokens) =>
        $"\"done\":true,\"done_reason\":\"{(mode is Mode.Length ? "length" : "stop")}\",\"total_duration\":1,\"prompt_eval_count\":{_promptTokens},\"eval_count\":{tokens}";
}
