using Parley.Models;
using Polly;
using Polly.Retry;

namespace Parley.Pipeline.Resilience;

/// <summary>When and how long after a failure a call is made again.</summary>
internal static class RetryStrategy
{
    public static ResiliencePipeline Create(RetryOptions options, TimeProvider clock)
    {
        if (options.MaxAttempts == 1)
        {
            return ResiliencePipeline.Empty;
        }

        return new ResiliencePipelineBuilder { TimeProvider = clock }.AddRetry(new RetryStrategyOptions
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
}
