using Microsoft.Extensions.AI;
using Polly;

namespace Parley.Pipeline.Resilience;

/// <summary>
/// Asks again when a call failed before anything of its answer was seen, if the failure may pass. What came after the
/// first token cannot be taken back and is not retried here.
/// </summary>
internal sealed class RetryChatClient(IChatClient innerClient, RetryOptions options, TimeProvider clock) : DelegatingChatClient(innerClient)
{
    private readonly ResiliencePipeline _retry = RetryStrategy.Create(options, clock);

    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        _retry.ExecuteAsync(
            static (state, token) => new ValueTask<ChatResponse>(state.Inner.GetResponseAsync(state.messages, state.options, token)),
            (Inner: InnerClient, messages, options), cancellationToken).AsTask();

    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        new RetriedStream(_retry, token => InnerClient.GetStreamingResponseAsync(messages, options, token), cancellationToken);
}
