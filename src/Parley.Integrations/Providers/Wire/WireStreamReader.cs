using Microsoft.Extensions.AI;

namespace Parley.Integrations.Providers.Wire;

/// <summary>Reads one stream's events and remembers what only its end can tell: calls, usage, the finish reason.</summary>
internal abstract class WireStreamReader
{
    private string? _id;

    /// <summary>Nothing follows; what comes after need not be waited for.</summary>
    public bool IsOver { get; protected set; }

    /// <summary>Why the provider ended the answer. Null until it said that it did.</summary>
    public ChatFinishReason? FinishReason { get; protected set; }

    protected UsageDetails? Usage { get; set; }

    protected ToolCallAssembler Calls { get; } = new();

    protected string? Model { get; set; }

    /// <summary>The answer's id; the first one given stays.</summary>
    protected string? Id
    {
        get => _id;
        set => _id ??= value;
    }

    /// <summary>
    /// Reads an event. Null when it has nothing for the reader of the answer; an update without content when the
    /// model works on something that shows only later, so that a watcher of time sees it alive.
    /// </summary>
    public abstract ChatResponseUpdate? Read(string eventType, ReadOnlySpan<byte> data);

    /// <summary>The last update: the calls, the usage and the finish reason.</summary>
    public ChatResponseUpdate Finish()
    {
        var last = Update();
        Calls.AppendTo(last.Contents);
        if (Usage is not null)
        {
            last.Contents.Add(new UsageContent(Usage));
        }

        // Compatible servers often end a call with "stop".
        last.FinishReason = Calls.Count > 0 && FinishReason == ChatFinishReason.Stop ? ChatFinishReason.ToolCalls : FinishReason;
        return last;
    }

    protected ChatResponseUpdate Update(params List<AIContent> contents) => new(ChatRole.Assistant, contents)
    {
        ResponseId = _id,
        MessageId = _id,
        ModelId = Model,
    };
}
