using System.Text;
using Microsoft.Extensions.AI;

namespace Parley.Pipeline.Fallback;

/// <summary>What the reader of a stream has seen so far, and how another model is asked to go on from there.</summary>
internal sealed class PartialAnswer
{
    private const string GoOn =
        "Your last message was cut off by a technical fault. Write the rest of it now: begin with the very next characters after its end, "
        + "repeat nothing of it, and add no remark about this.";

    private readonly List<string> _pieces = [];

    /// <summary>Whether anything at all was seen.</summary>
    public bool IsEmpty => _pieces.Count == 0 && !HasCalls;

    /// <summary>Whether a tool call was seen: it cannot be unseen, and nobody else can go on from it.</summary>
    public bool HasCalls { get; private set; }

    public void Note(IList<AIContent> contents)
    {
        for (var i = 0; i < contents.Count; i++)
        {
            if (contents[i] is TextContent { Text.Length: > 0 } text)
            {
                _pieces.Add(text.Text);
            }

            HasCalls |= contents[i] is FunctionCallContent;
        }
    }

    public void Clear() => _pieces.Clear();

    /// <summary>The prompt for the model that shall write the rest.</summary>
    public IReadOnlyList<ChatMessage> Continue(IEnumerable<ChatMessage> messages)
    {
        var said = new StringBuilder();
        _pieces.ForEach(piece => said.Append(piece));
        return [.. messages, new ChatMessage(ChatRole.Assistant, said.ToString()), new ChatMessage(ChatRole.User, GoOn)];
    }
}
