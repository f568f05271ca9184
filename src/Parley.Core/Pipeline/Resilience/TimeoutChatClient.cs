using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Parley.Models;

namespace Parley.Pipeline.Resilience;

/// <summary>Gives up on a model that takes longer than <see cref="TimeoutOptions"/> allows.</summary>
internal sealed class TimeoutChatClient(IChatClient innerClient, TimeoutOptions limits, TimeProvider time) : DelegatingChatClient(innerClient)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var watch = new CancellationTokenSource(limits.Total, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(watch.Token, cancellationToken);
        try
        {
            return await base.GetResponseAsync(messages, options, either.Token);
        }
        catch (OperationCanceledException e) when (watch.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw TimedOut("did not finish its answer", limits.Total, "LLM_TIMEOUT", e);
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var watch = new StreamWatch(time, limits.EffectiveFirstToken, limits.EffectiveBetweenTokens, cancellationToken);
        await using var updates = base.GetStreamingResponseAsync(messages, options, watch.Token).GetAsyncEnumerator(watch.Token);
        while (true)
        {
            watch.BeginWait();
            try
            {
                if (!await updates.MoveNextAsync())
                {
                    break;
                }
            }
            catch (OperationCanceledException e) when (watch.HasFired && !cancellationToken.IsCancellationRequested)
            {
                throw watch.SawToken
                    ? TimedOut("sent no further token", limits.EffectiveBetweenTokens, "time between tokens", e)
                    : TimedOut("sent no token", limits.EffectiveFirstToken, "time to the first token", e);
            }

            watch.EndWait();
            yield return updates.Current;
        }
    }

    private ModelException TimedOut(string what, TimeSpan limit, string name, Exception inner)
    {
        var provider = this.GetService<ChatClientMetadata>()?.ProviderName ?? "model";
        var message = string.Create(
            CultureInfo.InvariantCulture, $"The provider '{provider}' {what} within {limit.TotalSeconds:0.###} s ({name}). Try again.");
        return new ModelException(ModelErrorKind.Timeout, provider, message, inner);
    }
}
