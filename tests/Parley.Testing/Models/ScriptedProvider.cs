using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.AI;
using Parley.Models;

namespace Parley.Testing.Models;

/// <summary>A provider whose answers a test speaks word by word, so that it decides what happens between two tokens.</summary>
public sealed class ScriptedProvider : IModelProvider, IChatClient
{
    private readonly Channel<ScriptedAnswer> _asked = Channel.CreateUnbounded<ScriptedAnswer>();

    public string Name => "scripted";

    public string DisplayName => "Scripted";

    public bool IsConfigured => true;

    public string DefaultModel => "script-1";

    public IChatClient ChatClient => this;

    /// <summary>When set, every call is answered with these words at once and no test has to speak.</summary>
    public string[]? AlwaysSays { get; set; }

    /// <summary>Every prompt received.</summary>
    public ConcurrentQueue<IReadOnlyList<ChatMessage>> Prompts { get; } = new();

    /// <summary>Waits until the model is asked, and gives the answer to speak.</summary>
    public async Task<ScriptedAnswer> AskedAsync() =>
        await _asked.Reader.ReadAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);

    public Task<IReadOnlyList<string>> ListModelsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([DefaultModel]);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var answer = new ScriptedAnswer([.. messages], options, cancellationToken);
        Prompts.Enqueue(answer.Prompt);
        if (AlwaysSays is { } words)
        {
            answer.Say(words).Finish();
        }

        await _asked.Writer.WriteAsync(answer, cancellationToken);
        await foreach (var update in answer.Updates.ReadAllAsync(cancellationToken))
        {
            yield return update;
        }
    }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
