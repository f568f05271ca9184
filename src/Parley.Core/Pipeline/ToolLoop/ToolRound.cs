using Microsoft.Extensions.AI;

namespace Parley.Pipeline.ToolLoop;

/// <summary>Where the conversation with the model stands: what it was asked, what it may call, how often it did.</summary>
internal sealed class ToolRound
{
    private readonly int _maxRounds;
    private int _round;

    public ToolRound(IEnumerable<ChatMessage> messages, ChatOptions? options, int maxRounds)
    {
        _maxRounds = maxRounds;
        Messages = [.. messages];
        Options = options;
        // A tool that a person must approve first is not ours to run: its call is passed on like a foreign one.
        Tools = (options?.Tools ?? []).OfType<AIFunction>()
            .Where(tool => tool.GetService<ApprovalRequiredAIFunction>() is null)
            .DistinctBy(tool => tool.Name)
            .ToDictionary(tool => tool.Name);
    }

    public List<ChatMessage> Messages { get; }

    public ChatOptions? Options { get; private set; }

    public IReadOnlyDictionary<string, AIFunction> Tools { get; }

    /// <summary>The rounds are used up: the model was told to answer without tools.</summary>
    private bool IsLast => _round >= _maxRounds;

    /// <summary>
    /// Whether to run these calls and ask again. All or none: the caller could not continue a round half of whose
    /// calls are answered.
    /// </summary>
    public bool GoesOn(IReadOnlyCollection<FunctionCallContent> calls) =>
        !IsLast && calls.Count > 0 && calls.All(call => Tools.ContainsKey(call.Name));

    /// <summary>Takes out calls that nobody will answer: the model made them although its rounds are used up.</summary>
    /// <returns>Whether there were any.</returns>
    public bool DropUnanswerable(IList<AIContent> contents)
    {
        var count = contents.Count;
        for (var i = count - 1; IsLast && i >= 0; i--)
        {
            if (contents[i] is FunctionCallContent call && Tools.ContainsKey(call.Name))
            {
                contents.RemoveAt(i);
            }
        }

        return contents.Count < count;
    }

    public void Next(IEnumerable<ChatMessage> answer, ChatMessage results)
    {
        Messages.AddRange(answer);
        Messages.Add(results);
        _round++;
        Options = Options?.Clone() ?? new ChatOptions();
        // A call demanded once is made; demanded again, it would go on for ever. The tools themselves stay: some providers
        // refuse a history with calls when no tools are described.
        Options.ToolMode = IsLast ? ChatToolMode.None : Options.ToolMode is RequiredChatToolMode ? ChatToolMode.Auto : Options.ToolMode;
    }
}
