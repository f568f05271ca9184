using FakeLlm.Dialects;

namespace FakeLlm;

/// <summary>Decides what is answered, and how much of it.</summary>
internal sealed class ChatEndpoint(FakeLlmOptions options, Wheel wheel, Counters counters)
{
    private static readonly byte[][] JsonTokens = Words.Split("{\"answer\": \"fixed\", \"score\": 0.5, \"tags\": [\"a\", \"b\"]}");

    private readonly WholeAnswer _whole = new(wheel, counters);
    private readonly StreamedAnswer _streamed = new(wheel, counters);
    private long _id;

    public Task AnswerAsync(HttpContext context, Behaviour behaviour, Protocol protocol, ChatRequest request, Wheel.Delay delay)
    {
        var said = options.Says?.Invoke(request.Model, request.LastUser);
        var own = said is not null ? Words.Split(said) : behaviour.Mode switch
        {
            Mode.Echo => Words.Split(request.LastUser ?? ""),
            Mode.Json => JsonTokens,
            Mode.Utf8 => Words.Utf8Tokens,
            _ => null,
        };
        var tokens = own?.Length ?? behaviour.Tokens;
        if (request.MaxTokens > 0 && request.MaxTokens < tokens)
        {
            tokens = request.MaxTokens;
            behaviour.Mode = Mode.Length;
        }

        var id = Interlocked.Increment(ref _id);
        var promptTokens = Math.Max(1, request.PromptChars / 4);
        Dialect dialect = protocol switch
        {
            Protocol.Anthropic => new AnthropicDialect(id, request, promptTokens),
            Protocol.Ollama => new OllamaDialect(request, promptTokens),
            _ => new OpenAiDialect(id, request, promptTokens),
        };
        var answer = new Answer(id, dialect, behaviour, tokens, own);
        return request.Stream ? _streamed.WriteAsync(context, answer, delay) : _whole.WriteAsync(context, answer, delay);
    }
}
