using Microsoft.Extensions.AI;
using Parley.Models;
using Polly;
using Polly.Retry;

namespace Parley.Pipeline.Resilience;

/// <summary>
/// Asks again when a call failed before anything of its answer was seen, if the failure may pass. What came after the
/// first token cannot be taken back and is not retried here.
/// </summary>
internal sealed class RetryChatClient : DelegatingChatClient
{
    private readonly ResiliencePipeline _retry;

    public RetryChatClient(IChatClient innerClient, RetryOptions options, TimeProvider clock)
        : base(innerClient)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = clock };
        _retry = options.MaxAttempts == 1 ? ResiliencePipeline.Empty : builder.AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = options.MaxAttempts - 1,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.Delay,
            MaxDelay = options.MaxDelay,
            ShouldHandle = arguments => ValueTask.FromResult(
                arguments.Outcome.Exception is ModelException { IsRetryable: true, WasHeldBack: false } e && !(e.RetryAfter > options.MaxDelay)),

            // Null: the delay of the strategy.
            DelayGenerator = arguments => ValueTask.FromResult((arguments.Outcome.Exception as ModelException)?.RetryAfter),
        }).Build();
    }

    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        _retry.ExecuteAsync(
            static (state, token) => new ValueTask<ChatResponse>(state.Inner.GetResponseAsync(state.messages, state.options, token)),
            (Inner: InnerClient, messages, options), cancellationToken).AsTask();

    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        new RetriedStream(_retry, token => InnerClient.GetStreamingResponseAsync(messages, options, token), cancellationToken);
}
