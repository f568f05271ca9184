using Microsoft.Extensions.AI;
using Parley.Models.Tokens;

namespace Parley.Chat.Context;

/// <summary>
/// Messages that only make sense together: one of a person or a model, or a model's calls with all their results, which
/// every provider refuses one without the other.
/// </summary>
internal sealed record MessageUnit(IReadOnlyList<ChatMessage> Messages)
{
    /// <summary>Whether it is plain text of one side, which may be shortened.</summary>
    public bool IsText => Messages is [{ Contents: var contents }] && contents.All(content => content is TextContent);

    /// <summary>Never less than its tokens, and free to know: a token is a byte at least. Calls and results are counted instead.</summary>
    public int UpperBound => IsText ? TokenCounter.UpperBound(Messages[0].Text) + 8 : int.MaxValue;

    /// <summary>Parts a history, oldest first. Results whose call is not there, and calls nobody answered, are left out.</summary>
    public static List<MessageUnit> Part(IReadOnlyList<ChatMessage> history)
    {
        var units = new List<MessageUnit>();
        for (var i = 0; i < history.Count; i++)
        {
            var open = history[i].Contents.OfType<FunctionCallContent>().Select(call => call.CallId).ToHashSet();
            if (open.Count == 0)
            {
                if (!history[i].Contents.Any(content => content is FunctionResultContent))
                {
                    units.Add(new([history[i]]));
                }

                continue;
            }

            var unit = new List<ChatMessage> { history[i] };
            while (i + 1 < history.Count && history[i + 1].Contents.OfType<FunctionResultContent>().Any())
            {
                unit.Add(history[++i]);
                open.ExceptWith(history[i].Contents.OfType<FunctionResultContent>().Select(result => result.CallId));
            }

            if (open.Count == 0)
            {
                units.Add(new(unit));
            }
        }

        return units;
    }
}
