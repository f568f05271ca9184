using System.Text.Json;
using Microsoft.Extensions.AI;
using Parley.Models;
using Parley.Pipeline.Calls;

namespace Parley.Pipeline.Attempts;

/// <summary>One call to one provider: what is asked, and what is known so far of how it went.</summary>
internal sealed class Attempt
{
    private readonly List<string> _pieces = [];

    public Attempt(ModelCallOptions call, IModelProvider provider, IReadOnlyList<ChatMessage> messages, long startedAt)
    {
        (Call, Provider, Messages, StartedAt) = (call, provider, messages, startedAt);
        Model = call.ModelId ?? provider.DefaultModel;
    }

    /// <summary>The call's options, this attempt's own copy from the moment a step changes them.</summary>
    public ModelCallOptions Call { get; private set; }

    public IModelProvider Provider { get; }

    public string Model { get; }

    public IReadOnlyList<ChatMessage> Messages { get; }

    /// <summary>As a timestamp of the clock.</summary>
    public long StartedAt { get; set; }

    /// <summary>As a timestamp of the clock; null while nothing came.</summary>
    public long? FirstTokenAt { get; set; }

    /// <summary>What the provider says it used; null until it does.</summary>
    public UsageDetails? Usage { get; private set; }

    public AttemptOutcome Outcome { get; set; } = AttemptOutcome.Abandoned;

    /// <summary>For <see cref="AttemptOutcome.Failed"/>.</summary>
    public ModelErrorKind? Error { get; set; }

    /// <summary>Whether a step refused, so that the provider was never called.</summary>
    public bool WasHeldBack { get; set; }

    /// <summary>What a step has to remember from the beginning to the end.</summary>
    public Dictionary<IAttemptStep, object> State { get; } = [];

    /// <summary>The text so far, for counting where the provider does not.</summary>
    public string Text => string.Concat(_pieces);

    /// <summary>Changes the options for this attempt alone.</summary>
    public void Change(Action<ChatOptions> change)
    {
        Call = (ModelCallOptions)Call.Clone();
        change(Call);
    }

    /// <summary>Takes note of a part of the answer.</summary>
    public void Note(IList<AIContent> contents)
    {
        // By index: an enumerator would be an allocation for every token.
        for (var i = 0; i < contents.Count; i++)
        {
            switch (contents[i])
            {
                case TextContent text:
                    _pieces.Add(text.Text);
                    break;
                case TextReasoningContent reasoning:
                    _pieces.Add(reasoning.Text);
                    break;
                case FunctionCallContent call:
                    _pieces.Add(call.Name);
                    _pieces.Add(JsonSerializer.Serialize(call.Arguments, AIJsonUtilities.DefaultOptions));
                    break;
                case UsageContent usage:
                    Use(usage.Details);
                    break;
            }
        }
    }

    public void Fail(ModelErrorKind error) => (Outcome, Error) = (AttemptOutcome.Failed, error);

    public void Use(UsageDetails? usage)
    {
        if (usage is not null)
        {
            Usage ??= new UsageDetails();
            Usage.Add(usage);
        }
    }
}

/// <summary>How an attempt ended.</summary>
internal enum AttemptOutcome
{
    /// <summary>The caller left before it was over.</summary>
    Abandoned,

    Succeeded,

    Failed,
}
