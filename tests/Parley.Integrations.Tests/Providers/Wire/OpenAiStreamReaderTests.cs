using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Parley.Integrations.Providers.Wire;
using Parley.Integrations.Providers.Wire.OpenAi;
using Parley.Models;
using Xunit;

namespace Parley.Integrations.Tests.Providers.Wire;

public sealed class OpenAiStreamReaderTests
{
    private readonly OpenAiStreamReader _reader = new();

    [Fact]
    public void Read_CallsInterleaved_AreAssembled()
    {
        Call("""{"index":0,"id":"a","function":{"name":"one","arguments":"{\"x\""}}""");
        Call("""{"index":1,"id":"b","function":{"name":"two","arguments":""}}""");
        Call("""{"index":0,"function":{"arguments":":1}"}},{"index":1,"function":{"arguments":"{}"}}""");

        Assert.Equal(["a one {\"x\":1}", "b two {}"], Calls());
    }

    [Fact]
    public void Read_EveryCallAtIndexZero_AreToldApartByTheirIds()
    {
        Call("""{"index":0,"id":"a","function":{"name":"one","arguments":"{}"}}""");
        Call("""{"index":0,"id":"b","function":{"name":"two","arguments":"{}"}}""");

        Assert.Equal(["a one {}", "b two {}"], Calls());
    }

    [Fact]
    public void Read_CallsWithoutIndexOrId_AreToldApartByTheirNames()
    {
        Call("""{"function":{"name":"one","arguments":"{}"}},{"function":{"name":"two","arguments":"{\"x\":"}}""");
        Call("""{"function":{"arguments":"2}"}}""");

        Assert.Equal(["one {}", "two {\"x\":2}"], Calls().Select(call => call[(call.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
    }

    [Fact]
    public void Read_ArgumentsThatAreNotJson_AreKeptAsAnException()
    {
        Call("""{"index":0,"id":"a","function":{"name":"one","arguments":"{not json"}}""");

        var call = Assert.Single(_reader.Finish().Contents.OfType<FunctionCallContent>());
        Assert.NotNull(call.Exception);
    }

    [Fact]
    public void Read_CallPiece_ShowsThatTheModelIsAlive()
    {
        var update = Call("""{"index":0,"id":"a","function":{"name":"one","arguments":"{"}}""");

        Assert.NotNull(update);
        Assert.Empty(update.Contents);
    }

    [Fact]
    public void Read_CallEndedWithStop_FinishesAsToolCalls()
    {
        Call("""{"index":0,"id":"a","function":{"name":"one","arguments":"{}"}}""");
        Read("""{"choices":[{"delta":{},"finish_reason":"stop"}]}""");

        Assert.Equal(ChatFinishReason.ToolCalls, _reader.Finish().FinishReason);
    }

    [Theory]
    [InlineData("""{"choices":[{"index":0,"delta":{"reasoning_content":"Hm","content":null}}]}""", "Hm", "")]
    [InlineData("""{"choices":[{"index":0,"delta":{"reasoning":"Hm"}}]}""", "Hm", "")]
    [InlineData("""{"choices":[{"index":0,"delta":{"role":"assistant","content":"Yes","reasoning_content":"Hm"}}]}""", "Hm", "Yes")]
    [InlineData("""{"choices":[{"delta":{"refusal":"I will not."}}]}""", "", "I will not.")]
    [InlineData("""{"x":{"choices":[1]},"choices":[{"logprobs":{"content":[{"token":"no"}]},"delta":{"content":"Yes"}}],"y":[[]]}""", "", "Yes")]
    [InlineData("""{"error":null,"usage":null,"choices":[{"delta":{"content":"Yes","tool_calls":null,"function_call":null}}]}""", "", "Yes")]
    public void Read_AnyShapeOfDelta_IsUnderstood(string chunk, string reasoning, string text)
    {
        var update = Read(chunk);

        Assert.Equal(reasoning, string.Concat(update!.Contents.OfType<TextReasoningContent>().Select(content => content.Text)));
        Assert.Equal(text, update.Text);
    }

    [Theory]
    [InlineData("""{"id":"1","choices":[]}""")]
    [InlineData("""{"choices":null}""")]
    [InlineData("""{"choices":[{"delta":null}]}""")]
    [InlineData("""{"choices":[{"delta":{"role":"assistant","content":""}}]}""")]
    [InlineData("{}")]
    public void Read_NothingToShow_IsNull(string chunk) => Assert.Null(Read(chunk));

    [Theory]
    [InlineData("""{"choices":[{"delta":{"content":""")]
    [InlineData("""{"choices":[{"delta":{"content":{"a":1}}}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":"\ud83d"}}]}""")]
    [InlineData("not json")]
    public void Read_Malformed_IsAJsonException(string chunk) => Assert.ThrowsAny<JsonException>(() => Read(chunk));

    [Theory]
    [InlineData("""{"error":{"message":"boom","code":500}}""", ModelErrorKind.Unavailable)]
    [InlineData("""{"error":"boom"}""", ModelErrorKind.Unavailable)]
    [InlineData("""{"error":{"message":"This model's maximum context length is 10","code":400}}""", ModelErrorKind.ContextTooLong)]
    [InlineData("""{"error":{"message":"slow down","code":"rate_limit_exceeded"}}""", ModelErrorKind.RateLimited)]
    public void Read_Error_IsThrownWithItsKind(string chunk, ModelErrorKind kind) =>
        Assert.Equal(kind, Assert.Throws<WireException>(() => Read(chunk)).Kind);

    [Fact]
    public void Finish_UsageInSeveralChunks_TakesTheLast()
    {
        Read("""{"choices":[{"delta":{"content":"a"}}],"usage":{"prompt_tokens":5,"completion_tokens":1,"total_tokens":6}}""");
        Read("""{"choices":[],"usage":{"prompt_tokens":5,"completion_tokens":2,"total_tokens":7}}""");

        Assert.Equal(2, Assert.Single(_reader.Finish().Contents.OfType<UsageContent>()).Details.OutputTokenCount);
    }

    [Fact]
    public void Read_DoneWithoutFinishReason_IsNotFinished()
    {
        Read("""{"choices":[{"delta":{"content":"a"}}]}""");
        Read("[DONE]");

        Assert.True(_reader.IsOver);
        Assert.Null(_reader.FinishReason);
    }

    private ChatResponseUpdate? Read(string chunk) => _reader.Read("message", Encoding.UTF8.GetBytes(chunk));

    private ChatResponseUpdate? Call(string calls) => Read("""{"choices":[{"delta":{"tool_calls":[CALLS]}}]}""".Replace("CALLS", calls, StringComparison.Ordinal));

    private IEnumerable<string> Calls() => _reader.Finish().Contents.OfType<FunctionCallContent>()
        .Select(call => $"{call.CallId} {call.Name} {JsonSerializer.Serialize(call.Arguments)}");
}
