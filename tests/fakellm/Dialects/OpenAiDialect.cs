using System.Buffers;
using System.Text;

namespace FakeLlm.Dialects;

internal sealed class OpenAiDialect : Dialect
{
    private const string Call = """{"id":"call_fake1","type":"function","function":{"name":"get_weather","arguments":"{\"city\":\"Paris\"}"}}""";

    private readonly ChatRequest _request;
    private readonly int _promptTokens;
    private readonly string _name;
    private readonly byte[] _head;

    public OpenAiDialect(long id, ChatRequest request, int promptTokens)
    {
        (_request, _promptTokens) = (request, promptTokens);
        _name = $"\"id\":\"chatcmpl-fake{id}\",\"created\":1700000000,\"model\":\"{Escape(request.Model)}\",\"system_fingerprint\":\"fp_fake\"";
        _head = Encoding.UTF8.GetBytes($"data: {{{_name},\"object\":\"chat.completion.chunk\",\"choices\":[{{\"index\":0,\"delta\":{{");
    }

    public override void Start(IBufferWriter<byte> writer, Mode mode)
    {
        writer.Write(_head);
        writer.Write("\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}\n\n"u8);
    }

    public override void Token(IBufferWriter<byte> writer, byte[] escaped, bool reasoning)
    {
        writer.Write(_head);
        writer.Write(reasoning ? "\"reasoning_content\":\""u8 : "\"content\":\""u8);
        writer.Write(escaped);
        writer.Write("\"},\"logprobs\":null,\"finish_reason\":null}]}\n\n"u8);
    }

    public override void Tool(IBufferWriter<byte> writer)
    {
        Piece("""{"index":0,"id":"call_fake1","type":"function","function":{"name":"get_weather","arguments":""}}""");
        foreach (var part in new[] { "{\\\"city\\\"", ":\\\"Par", "is\\\"}" })
        {
            Piece($"{{\"index\":0,\"function\":{{\"arguments\":\"{part}\"}}}}");
        }

        void Piece(string call)
        {
            writer.Write(_head);
            Write(writer, $"\"tool_calls\":[{call}]}},\"finish_reason\":null}}]}}\n\n");
        }
    }

    public override void End(IBufferWriter<byte> writer, Mode mode, int sent)
    {
        writer.Write(_head);
        Write(writer, $"}},\"logprobs\":null,\"finish_reason\":\"{Finish(mode)}\"}}]}}\n\n");
        if (_request.IncludeUsage)
        {
            Write(writer, $"data: {{{_name},\"object\":\"chat.completion.chunk\",\"choices\":[],\"usage\":{Usage(sent)}}}\n\n");
        }

        writer.Write("data: [DONE]\n\n"u8);
    }

    public override void InStreamError(IBufferWriter<byte> writer)
    {
        writer.Write("data: "u8);
        writer.Write(WholeError());
        writer.Write("\n\n"u8);
    }

    public override void Malformed(IBufferWriter<byte> writer) =>
        writer.Write("data: {\"id\":\"broken\",\"choices\":[{\"delta\":{\"con\n\n"u8);

    public override byte[] Whole(Answer answer)
    {
        var reasoning = answer.Mode is Mode.Reason ? $"\"reasoning_content\":\"{Reasoning(answer)}\"," : "";
        var message = answer.Mode is Mode.Tool
            ? $"{{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{Call}]}}"
            : $"{{\"role\":\"assistant\",{reasoning}\"content\":\"{Text(answer)}\",\"refusal\":null}}";
        var choice = $"{{\"index\":0,\"message\":{message},\"logprobs\":null,\"finish_reason\":\"{Finish(answer.Mode)}\"}}";
        return Encoding.UTF8.GetBytes($"{{{_name},\"object\":\"chat.completion\",\"choices\":[{choice}],\"usage\":{Usage(answer.Tokens)}}}");
    }

    public override byte[] WholeError() =>
        """{"error":{"message":"fake mid-stream failure","type":"server_error","code":"internal_error"}}"""u8.ToArray();

    private static string Finish(Mode mode) => mode switch
    {
        Mode.Length => "length",
        Mode.Filter => "content_filter",
        Mode.Tool => "tool_calls",
        _ => "stop",
    };

    private string Usage(int tokens) =>
        $"{{\"prompt_tokens\":{_promptTokens},\"completion_tokens\":{tokens},\"total_tokens\":{_promptTokens + tokens},"
        + "\"prompt_tokens_details\":{\"cached_tokens\":1},\"completion_tokens_details\":{\"reasoning_tokens\":2}}";
}
