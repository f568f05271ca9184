using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Parley.Models;
using Parley.Pipeline.Calls;

namespace Parley.Pipeline.Attempts;

/// <summary>Makes one call to a provider, with every <see cref="IAttemptStep"/> around it. First is outermost.</summary>
internal sealed class AttemptChatClient(IChatClient innerClient, IModelProvider provider, IReadOnlyList<IAttemptStep> steps, TimeProvider clock)
    : DelegatingChatClient(innerClient)
{
    private readonly AttemptSteps _steps = new(steps, clock);

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var attempt = New(messages, options);
        await _steps.BeginAsync(attempt, cancellationToken);
        try
        {
            var response = await base.GetResponseAsync(attempt.Messages, attempt.Call, cancellationToken);
            _steps.FirstToken(attempt);
            foreach (var message in response.Messages)
            {
                attempt.Note(message.Contents);
            }

            attempt.Use(response.Usage);
            attempt.Outcome = AttemptOutcome.Succeeded;
            return response;
        }
        catch (Exception e)
        {
            Fail(attempt, e, cancellationToken);
            throw;
        }
        finally
        {
            await _steps.EndAsync(attempt);
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var attempt = New(messages, options);
        await _steps.BeginAsync(attempt, cancellationToken);
        try
        {
            await using var updates = base.GetStreamingResponseAsync(attempt.Messages, attempt.Call, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (true)
            {
                try
                {
                    if (!await updates.MoveNextAsync())
                    {
                        break;
                    }
                }
                catch (Exception e)
                {
                    Fail(attempt, e, cancellationToken);
                    throw;
                }

                var contents = updates.Current.Contents;
                if (contents.Count > 0)
                {
                    _steps.FirstToken(attempt);
                    attempt.Note(contents);
                }

                yield return updates.Current;
            }

            attempt.Outcome = AttemptOutcome.Succeeded;
        }
        finally
        {
            await _steps.EndAsync(attempt);
        }
    }

    private Attempt New(IEnumerable<ChatMessage> messages, ChatOptions? options) => new(
        ModelCallOptions.Of(options), provider, messages as IReadOnlyList<ChatMessage> ?? [.. messages], clock.GetTimestamp());

    private static void Fail(Attempt attempt, Exception e, CancellationToken cancellationToken)
    {
        if (!(e is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            attempt.Fail((e as ModelException)?.Kind ?? ModelErrorKind.Unavailable);
        }
    }
}
