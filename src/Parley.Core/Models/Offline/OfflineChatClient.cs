using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Parley.Models.Offline.Intents;
using Parley.Models.Tokens;

namespace Parley.Models.Offline;

/// <summary>Asks the intents in their order and gives out the first answer, whole or word by word.</summary>
internal sealed class OfflineChatClient(TokenCounter tokens) : IChatClient
{
    private static readonly ChatClientMetadata Metadata = new(OfflineProvider.ProviderName, defaultModelId: OfflineProvider.Model);

    // The first that answers wins. The order is from the narrow to the wide.
    private static readonly IIntent[] Intents =
    [
        new ArithmeticIntent(),
        new DateIntent(),
        new SmallTalkIntent(),
        new FactIntent(),
        new SummaryIntent(),
        new ExtractionIntent(),
        new QuestionIntent(),
        new UnknownFactIntent(),
        new StatementIntent(),
        new FallbackIntent(),
    ];

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        Check(options);
        var given = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var reply = Answer(given, options, cancellationToken);
        var id = Guid.CreateVersion7().ToString("N");

        // 1. The text word by word, giving way to the reader after each, as far as the limit goes.
        var words = WordStream.Split(reply.Text);
        var shown = WordStream.Fit(words, options?.MaxOutputTokens, text => tokens.Count(text, OfflineProvider.Model));
        foreach (var word in words[..shown])
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Update(id, new TextContent(word));
            await Task.Yield();
        }

        // 2. The tool call, if there is one.
        if (reply.Call is { } call)
            yield return Update(id, call);

        // 3. How it ended and what it cost.
        cancellationToken.ThrowIfCancellationRequested();
        var last = Update(id, new UsageContent(Usage(given, string.Concat(words[..shown]), reply.Call)));
        last.FinishReason = reply.Call is not null ? ChatFinishReason.ToolCalls
            : shown < words.Count ? ChatFinishReason.Length
            : ChatFinishReason.Stop;
        yield return last;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? Metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose()
    {
        // Holds nothing.
    }

    private static OfflineReply Answer(IReadOnlyList<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var turn = OfflineTurnReader.Read(messages, options);
        foreach (var intent in Intents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (intent.TryAnswer(turn) is { } reply)
                return reply;
        }

        throw new InvalidOperationException("The last intent answers everything.");
    }

    private static void Check(ChatOptions? options)
    {
        if (options?.ModelId is { Length: > 0 } model && model != OfflineProvider.Model)
            throw new ModelException(ModelErrorKind.ModelNotFound, OfflineProvider.ProviderName,
                $"The built-in provider has no model '{model}'. Its only model is {OfflineProvider.Model}.");
        if (options?.ResponseFormat is ChatResponseFormatJson)
            throw new ModelException(ModelErrorKind.InvalidRequest, OfflineProvider.ProviderName,
                "The built-in assistant answers in text only and cannot produce JSON. Choose another model.");
    }

    private UsageDetails Usage(IReadOnlyList<ChatMessage> messages, string text, FunctionCallContent? call)
    {
        var input = tokens.Count(messages, OfflineProvider.Model);
        var output = call is null
            ? tokens.Count(text, OfflineProvider.Model)
            : tokens.Count(new ChatMessage(ChatRole.Assistant, [call]), OfflineProvider.Model);
        return new UsageDetails { InputTokenCount = input, OutputTokenCount = output, TotalTokenCount = input + output };
    }

    private static ChatResponseUpdate Update(string id, AIContent content) => new(ChatRole.Assistant, [content])
    {
        ResponseId = id,
        MessageId = id,
        ModelId = OfflineProvider.Model,
    };
}
