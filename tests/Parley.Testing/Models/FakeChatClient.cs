using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Parley.Testing;

/// <summary>
/// A model that answers by a script, one step a request; the last step repeats. Without a script it answers "ok".
/// Whole answers are its streams put together, so that both say the same.
/// </summary>
public sealed class FakeChatClient : IChatClient
{
    private readonly List<Func<FakeChatRequest, CancellationToken, IAsyncEnumerable<ChatResponseUpdate>>> _script = [];
    private readonly Lock _lock = new();
    private readonly List<FakeChatRequest> _requests = [];

    /// <summary>What was asked, oldest first.</summary>
    public IReadOnlyList<FakeChatRequest> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Next: this text, a word an update, then the finish reason and usage of 10 in and a token a word out.</summary>
    public FakeChatClient Answer(string text, ChatFinishReason? finishReason = null) =>
        Then((_, _) => Stream([.. Words(text), End(finishReason ?? ChatFinishReason.Stop, Words(text).Count())]));

    /// <summary>Next: these calls, and nothing else.</summary>
    public FakeChatClient Call(params FunctionCallContent[] calls) =>
        Then((_, _) => Stream([new ChatResponseUpdate(ChatRole.Assistant, [.. calls]), End(ChatFinishReason.ToolCalls, calls.Length)]));

    /// <summary>Next: this failure, after the words of <paramref name="textBefore"/>.</summary>
    public FakeChatClient Throw(Exception exception, string textBefore = "") =>
        Then((_, _) => Stream([.. Words(textBefore)], () => Task.FromException(exception)));

    /// <summary>Next: the words of <paramref name="textBefore"/>, then nothing until it is cancelled.</summary>
    public FakeChatClient Hang(string textBefore = "") =>
        Then((_, cancellationToken) => Stream([.. Words(textBefore)], () => Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken)));

    /// <summary>Next: whatever this gives.</summary>
    public FakeChatClient Then(Func<FakeChatRequest, CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> step)
    {
        _script.Add(step);
        return this;
    }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await Run(messages, options, isStream: false, cancellationToken).ToChatResponseAsync(cancellationToken);

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        Run(messages, options, isStream: true, cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("fake", defaultModelId: "fake-1")
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose()
    {
        // Holds nothing.
    }

    private static IEnumerable<ChatResponseUpdate> Words(string text) =>
        text.Length == 0 ? [] : text.Split(' ').Select((word, i) => new ChatResponseUpdate(ChatRole.Assistant, i == 0 ? word : " " + word));

    private static ChatResponseUpdate End(ChatFinishReason finishReason, int tokens)
    {
        var usage = new UsageDetails { InputTokenCount = 10, OutputTokenCount = tokens, TotalTokenCount = 10 + tokens };
        return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(usage)]) { FinishReason = finishReason };
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Stream(IReadOnlyList<ChatResponseUpdate> updates, Func<Task>? end = null)
    {
        foreach (var update in updates)
        {
            await Task.Yield();
            yield return update;
        }

        if (end is not null)
        {
            await end();
        }
    }

    private async IAsyncEnumerable<ChatResponseUpdate> Run(
        IEnumerable<ChatMessage> messages, ChatOptions? options, bool isStream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new FakeChatRequest([.. messages], options?.Clone(), isStream);
        int index;
        lock (_lock)
        {
            index = _requests.Count;
            _requests.Add(request);
        }

        var answer = _script.Count > 0 ? _script[Math.Min(index, _script.Count - 1)](request, cancellationToken) : Stream([.. Words("ok"), End(ChatFinishReason.Stop, 1)]);
        var id = $"fake-{index}";
        await foreach (var update in answer)
        {
            cancellationToken.ThrowIfCancellationRequested();
            update.ResponseId ??= id;
            update.MessageId ??= id;
            update.ModelId ??= options?.ModelId ?? "fake-1";
            yield return update;
        }
    }
}
