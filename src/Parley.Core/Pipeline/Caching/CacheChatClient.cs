using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Parley.Errors;
using Parley.Pipeline.Caching.Flights;
using Parley.Pipeline.Caching.Semantic;
using Parley.Pipeline.Calls;

namespace Parley.Pipeline.Caching;

/// <summary>
/// Answers from what was answered before. A call the caches do not take goes straight through, with nothing added to its
/// tokens. Otherwise, in this order: an equal request's answer, a like question's answer, a call for the same that runs
/// just now, a new call, whose answer is remembered.
/// </summary>
internal sealed class CacheChatClient(IChatClient innerClient, AnswerCaches caches) : DelegatingChatClient(innerClient)
{
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        Read(ref messages, options, isStream: false) is { } request
            ? AnswerAsync(request, cancellationToken).ToChatResponseAsync(cancellationToken)
            : base.GetResponseAsync(messages, options, cancellationToken);

    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        Read(ref messages, options, isStream: true) is { } request
            ? AnswerAsync(request, cancellationToken)
            : base.GetStreamingResponseAsync(messages, options, cancellationToken);

    /// <returns>Null when the caches do not take the call.</returns>
    private CacheRequest? Read(ref IEnumerable<ChatMessage> messages, ChatOptions? options, bool isStream)
    {
        if (options is ModelCallOptions call && caches.Take(call))
        {
            List<ChatMessage> copy = [.. messages];
            messages = copy;
            if (RequestKey.Of(copy, call, caches.Sharers(call)) is { } key)
            {
                return new(copy, call, key, isStream);
            }
        }

        caches.Meter.Passed();
        return null;
    }

    private async IAsyncEnumerable<ChatResponseUpdate> AnswerAsync(
        CacheRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var update in await OpenAsync(request, cancellationToken))
        {
            yield return update;
        }
    }

    private async ValueTask<IAsyncEnumerable<ChatResponseUpdate>> OpenAsync(CacheRequest request, CancellationToken cancellationToken)
    {
        var mayLook = request.Call.CacheUse is CacheUse.Allowed;
        if (mayLook && caches.Find(request.Key, request.Call) is { } same)
        {
            return Replay(request, same, CacheOutcome.Exact);
        }

        var question = await caches.ReadQuestionAsync(request.Key, request.Call, cancellationToken);
        if (mayLook && question is not null && caches.Find(question) is { } like)
        {
            return Replay(request, like.Answer, CacheOutcome.Semantic, like.Similarity);
        }

        return mayLook && caches.TakesExact(request.Call)
            ? ShareAsync(request, question, cancellationToken)
            : OwnAsync(request, question, cancellationToken);
    }

    private IAsyncEnumerable<ChatResponseUpdate> Replay(CacheRequest request, CachedAnswer answer, CacheOutcome outcome, double? similarity = null)
    {
        request.Call.Report.ServedBy = answer.ServedBy;
        Report(request, outcome);
        return answer.Replay(outcome, similarity).ToAsyncEnumerable();
    }

    private async IAsyncEnumerable<ChatResponseUpdate> ShareAsync(
        CacheRequest request, SemanticQuestion? question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        CachedAnswer? ended = null;
        var reader = caches.Flights.Join(
            new(request.Key.Exact, request.IsStream, request.Call.CanRestart), request.Call.Report,
            stop => CallAsync(request, question, stop),
            () => (ended = caches.Find(request.Key, request.Call)) is not null);
        var answer = reader is not null ? FollowAsync(request, question, reader, cancellationToken)
            : Replay(request, ended!, CacheOutcome.Exact);
        await foreach (var update in answer)
        {
            yield return update;
        }
    }

    private async IAsyncEnumerable<ChatResponseUpdate> FollowAsync(
        CacheRequest request, SemanticQuestion? question, FlightReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var shared = reader.IsLeader ? null : new SharedAnswer();
        var isRefused = false;
        Report(request, reader.IsLeader ? CacheOutcome.Miss : CacheOutcome.Shared);
        try
        {
            while (true)
            {
                ChatResponseUpdate? update;
                try
                {
                    update = await reader.NextAsync(cancellationToken);
                }
                catch (AppException) when (shared is { HasBegun: false })
                {
                    // Not the model failed: the one who called was refused, for their budget perhaps. We were not.
                    isRefused = true;
                    break;
                }

                if (update is null)
                {
                    break;
                }

                yield return shared?.Copy(update) ?? update;
            }
        }
        finally
        {
            await reader.LeaveAsync();
            request.Call.Report.ServedBy = reader.ServedBy;
        }

        if (isRefused)
        {
            await foreach (var update in OwnAsync(request, question, cancellationToken))
            {
                yield return update;
            }
        }
    }

    /// <summary>A call that nobody shares.</summary>
    private IAsyncEnumerable<ChatResponseUpdate> OwnAsync(CacheRequest request, SemanticQuestion? question, CancellationToken cancellationToken)
    {
        // Somebody who wanted a new answer did not ask the caches.
        Report(request, request.Call.CacheUse is CacheUse.Allowed ? CacheOutcome.Miss : CacheOutcome.None);
        return CallAsync(request, question, cancellationToken);
    }

    private async IAsyncEnumerable<ChatResponseUpdate> CallAsync(
        CacheRequest request, SemanticQuestion? question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var recorder = caches.Record();
        await foreach (var update in request.IsStream ? base.GetStreamingResponseAsync(request.Messages, request.Call, cancellationToken) : WholeAsync(request, cancellationToken))
        {
            recorder.Note(update);
            yield return update;
        }

        if (recorder.Finish(request.Call) is { } answer)
        {
            caches.Remember(request.Key, question, request.Call, answer);
        }
    }

    private async IAsyncEnumerable<ChatResponseUpdate> WholeAsync(CacheRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var response = await base.GetResponseAsync(request.Messages, request.Call, cancellationToken);
        foreach (var update in response.ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    private void Report(CacheRequest request, CacheOutcome outcome)
    {
        request.Call.Report.Cache = outcome;
        caches.Meter.Looked(outcome);
    }
}
