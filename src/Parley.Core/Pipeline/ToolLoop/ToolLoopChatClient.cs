using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Parley.Identity;
using Parley.Pipeline.Calls;

namespace Parley.Pipeline.ToolLoop;

/// <summary>
/// Lets the model use the tools of the request: runs its calls, gives it the results and asks again, until it answers.
/// The reader of a stream sees the calls and the results pass by. Usage stands in the stream once for every round, so
/// that a broken answer has told what it cost; their sum is the answer's.
/// </summary>
internal sealed class ToolLoopChatClient(IChatClient innerClient, ToolLoopOptions limits, ToolRunner runner) : DelegatingChatClient(innerClient)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var round = new ToolRound(messages, options, limits.MaxRounds);
        var all = new List<ChatMessage>();
        UsageDetails? usage = null;
        while (true)
        {
            var response = await base.GetResponseAsync(round.Messages, round.Options, cancellationToken);
            usage = Sum(usage, response.Usage);
            var calls = response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().ToList();
            all.AddRange(response.Messages);
            if (!round.GoesOn(calls))
            {
                foreach (var message in response.Messages)
                {
                    response.FinishReason = round.DropUnanswerable(message.Contents) ? ChatFinishReason.Stop : response.FinishReason;
                }

                response.Messages = all;
                response.Usage = usage;
                return response;
            }

            var results = new ChatMessage(ChatRole.Tool, [.. await runner.RunAsync(calls, round.Tools, Caller(options), cancellationToken)]);
            all.Add(results);
            round.Next(response.Messages, results);
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var round = new ToolRound(messages, options, limits.MaxRounds);
        while (true)
        {
            var contents = new List<AIContent>();
            var calls = new List<FunctionCallContent>();
            await foreach (var update in base.GetStreamingResponseAsync(round.Messages, round.Options, cancellationToken))
            {
                Note(round, update, contents, calls);
                yield return update;
            }

            if (!round.GoesOn(calls))
            {
                yield break;
            }

            var results = new ChatMessage(ChatRole.Tool, [.. await runner.RunAsync(calls, round.Tools, Caller(options), cancellationToken)]);
            yield return new ChatResponseUpdate(ChatRole.Tool, [.. results.Contents]) { MessageId = Guid.NewGuid().ToString("N") };
            round.Next(Answer(contents), results);
        }
    }

    private static Caller? Caller(ChatOptions? options) => (options as ModelCallOptions)?.Caller;

    private static void Note(ToolRound round, ChatResponseUpdate update, List<AIContent> contents, List<FunctionCallContent> calls)
    {
        if (round.Tools.Count == 0)
        {
            return;
        }

        // What another model begins anew replaces what was said so far.
        if (update.Contents is [FailoverContent { Restarts: var restarts }])
        {
            if (restarts)
            {
                contents.Clear();
            }

            return;
        }

        contents.AddRange(update.Contents);
        calls.AddRange(update.Contents.OfType<FunctionCallContent>());
        if (round.DropUnanswerable(update.Contents) && update.FinishReason is not null)
        {
            update.FinishReason = ChatFinishReason.Stop;
        }

        // The end of a round is not the end of the answer.
        if (update.FinishReason is not null && round.GoesOn(calls))
        {
            update.FinishReason = null;
        }
    }

    // One update of all pieces: making a response of it joins the texts.
    private static IList<ChatMessage> Answer(List<AIContent> contents) =>
        new[] { new ChatResponseUpdate(ChatRole.Assistant, contents) }.ToChatResponse().Messages;

    private static UsageDetails? Sum(UsageDetails? sum, UsageDetails? more)
    {
        if (more is null)
        {
            return sum;
        }

        sum ??= new UsageDetails();
        sum.Add(more);
        return sum;
    }
}
