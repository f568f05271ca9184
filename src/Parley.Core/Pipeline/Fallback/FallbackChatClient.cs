using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Parley.Models;
using Parley.Pipeline.Calls;
using Parley.Pipeline.Telemetry;

namespace Parley.Pipeline.Fallback;

/// <summary>
/// The inner end of the common part of the pipeline: hands a call to the chosen model, and when this fails to the next of
/// the chain. Before the first token nobody notices but the report; after it, the stream says so and goes on.
/// </summary>
internal sealed class FallbackChatClient(Func<IModelProvider, IChatClient> providers, FallbackPlan plan, ModelMeter meter) : IChatClient
{
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var call = ModelCallOptions.Of(options);
        var prompt = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var failures = new FallbackFailures();
        var chain = plan.For(call);
        for (var i = 0; ; i++)
        {
            try
            {
                call.Report.ServedBy = chain[i].Selection;
                return await Client(chain[i]).GetResponseAsync(prompt, chain[i].Adapt(call), cancellationToken);
            }
            catch (ModelException e)
            {
                failures.Add(chain[i].Selection, e);
                if (!HasNext(chain, i, e))
                {
                    throw failures.ToError();
                }

                meter.FailedOver(chain[i].Selection, chain[i + 1].Selection, e.Kind, "before");
            }
        }
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var call = ModelCallOptions.Of(options);
        var chain = plan.For(call);
        if (chain.Count > 1)
        {
            return StreamAsync(call, chain, messages as IReadOnlyList<ChatMessage> ?? [.. messages], cancellationToken);
        }

        // Nobody to hand over to: the reader is served by the model's stream itself.
        call.Report.ServedBy = chain[0].Selection;
        return Client(chain[0]).GetStreamingResponseAsync(messages, chain[0].Adapt(call), cancellationToken);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        // Holds nothing.
    }

    private IChatClient Client(PlannedLink link) => providers(link.Selection.Provider);

    private static bool HasNext(IReadOnlyList<PlannedLink> chain, int index, ModelException error) =>
        index + 1 < chain.Count && FallbackFailures.MayPassOn(error, chain[index].Selection, chain[index + 1].Selection);

    private async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(
        ModelCallOptions call, IReadOnlyList<PlannedLink> chain, IReadOnlyList<ChatMessage> messages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var failures = new FallbackFailures();
        var said = new PartialAnswer();
        var prompt = messages;
        FailoverContent? announcement = null;
        for (var i = 0; ; i++)
        {
            call.Report.ServedBy = chain[i].Selection;
            await using var updates = Client(chain[i]).GetStreamingResponseAsync(prompt, chain[i].Adapt(call), cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (true)
            {
                try
                {
                    if (!await updates.MoveNextAsync())
                    {
                        yield break;
                    }
                }
                catch (ModelException e)
                {
                    failures.Add(chain[i].Selection, e);
                    break;
                }

                // Announced only now that the next one really answers.
                if (announcement is not null)
                {
                    yield return new ChatResponseUpdate(ChatRole.Assistant, [announcement]);
                    announcement = null;
                }

                said.Note(updates.Current.Contents);
                yield return updates.Current;
            }

            if (!HasNext(chain, i, failures.Last) || said.HasCalls)
            {
                throw failures.ToError();
            }

            var handover = said.IsEmpty ? null : HandOver(call, prompt, chain[i].Selection, chain[i + 1].Selection, failures);
            meter.FailedOver(chain[i].Selection, chain[i + 1].Selection, failures.Last.Kind, handover is null ? "before" : handover.Restarts ? "restart" : "continue");
            announcement = handover ?? announcement?.With(chain[i + 1].Selection);
            if (handover is { Restarts: true })
            {
                said.Clear();
            }

            prompt = said.IsEmpty ? messages : said.Continue(messages);
        }
    }

    // An answer in JSON is begun anew: half a document is seldom completed without a seam. One that has used tools is not: its
    // reader has seen text from before the tools, which beginning anew would void.
    private static FailoverContent HandOver(ModelCallOptions call, IReadOnlyList<ChatMessage> prompt, ModelSelection from, ModelSelection to, FallbackFailures failures)
    {
        var restarts = call.ResponseFormat is ChatResponseFormatJson || !to.Provider.CanContinue(to.Model);
        var usedTools = prompt[^1].Role == ChatRole.Tool;
        return restarts && (!call.CanRestart || usedTools)
            ? throw failures.ToError()
            : new FailoverContent { From = from, To = to, Restarts = restarts, Reason = failures.Last.Kind };
    }
}
