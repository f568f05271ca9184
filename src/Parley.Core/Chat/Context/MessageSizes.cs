using Microsoft.Extensions.AI;
using Parley.Models.Tokens;

namespace Parley.Chat.Context;

/// <summary>Counts messages for one model, and no more often than needed: counting is what fitting costs.</summary>
internal sealed class MessageSizes(TokenCounter tokens, string model)
{
    /// <summary>Characters of what is left out that are counted exactly; beyond, the report is an estimate.</summary>
    private const int MaxCounted = 1_000_000;

    /// <summary>No script has tokens of more characters than this on average; runs of one character apart, which then count as too long.</summary>
    private const int MostCharactersPerToken = 16;

    public int Of(ChatMessage message) => tokens.Count(message, model);

    public int Of(MessageUnit unit) => unit.Messages.Sum(Of);

    public int Of(string text) => tokens.Count(text, model);

    /// <summary>Whether a unit takes at most <paramref name="budget"/> tokens. What is plainly too long is not counted.</summary>
    public bool Fits(MessageUnit unit, int budget, out int size)
    {
        size = int.MaxValue;
        return budget > 0 && unit.Messages.Sum(message => (long)message.Text.Length) <= (long)budget * MostCharactersPerToken
            && (size = Of(unit)) <= budget;
    }

    public int Roughly(IEnumerable<MessageUnit> units)
    {
        var (counted, sum) = (0L, 0);
        foreach (var message in units.SelectMany(unit => unit.Messages))
        {
            counted += message.Text.Length;
            sum += counted <= MaxCounted ? Of(message) : TokenEstimate.Count(message.Text);
        }

        return sum;
    }
}
