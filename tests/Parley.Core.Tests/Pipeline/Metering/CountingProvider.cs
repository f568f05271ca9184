using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Parley.Models;
using Parley.Models.Tokens;

namespace Parley.Core.Tests.Pipeline.Metering;

/// <summary>
/// A provider that keeps its own account of what it read and wrote, as the one who sends the bill does. Every piece it
/// says is one token.
/// </summary>
internal sealed class CountingProvider(TokenCounter tokens) : IModelProvider, IChatClient
{
    public const string Model = "gpt-4o";
    private long _prompt;
    private long _completion;
    private int _asked;

    public string Name => "counting";

    public string DisplayName => "Counting";

    public bool IsConfigured => true;

    public string DefaultModel => Model;

    public IChatClient ChatClient => this;

    /// <summary>What the bill says.</summary>
    public (long Prompt, long Completion) Bill => (Interlocked.Read(ref _prompt), Interlocked.Read(ref _completion));

    public Task<IReadOnlyList<string>> ListModelsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([Model]);

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var random = new Random(Interlocked.Increment(ref _asked));
        await Task.Yield();
        if (random.Next(20) == 0)
        {
            throw new ModelException(ModelErrorKind.Unavailable, Name, "Refused before anything was read.");
        }

        var prompt = tokens.Count(messages, Model);
        Interlocked.Add(ref _prompt, prompt);
        var length = Math.Min(random.Next(1, 60), options!.MaxOutputTokens ?? int.MaxValue);
        var breaksAt = random.Next(10) == 0 ? random.Next(1, length + 1) : int.MaxValue;
        for (var i = 0; i < length; i++)
        {
            if (i == breaksAt)
            {
                throw new ModelException(ModelErrorKind.Unavailable, Name, "Broken off.");
            }

            Interlocked.Increment(ref _completion);
            yield return new ChatResponseUpdate(ChatRole.Assistant, " the");
        }

        var usage = new UsageDetails { InputTokenCount = prompt, OutputTokenCount = length };
        yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(usage)]) { FinishReason = ChatFinishReason.Stop };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
