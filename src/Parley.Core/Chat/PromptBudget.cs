using Microsoft.Extensions.AI;
using Parley.Errors;
using Parley.Models.Tokens;

namespace Parley.Chat;

/// <summary>Fits a conversation into a model's window: what comes before it always, then the newest messages, whole.</summary>
internal sealed class PromptBudget(TokenCounter tokens)
{
    /// <summary>The part of the window kept for the answer when the request does not say how long it may be.</summary>
    private const int ReserveDivisor = 4;

    /// <param name="preamble">The system prompt and what else has to be there.</param>
    /// <param name="history">Oldest first; the last is the message to answer.</param>
    /// <exception cref="AppException"><see cref="ErrorCode.ContextTooLong"/>: not even the last message fits.</exception>
    public List<ChatMessage> Fit(IReadOnlyList<ChatMessage> preamble, IReadOnlyList<ChatMessage> history, string model, int? maxTokens)
    {
        var info = ModelCatalogue.Find(model);
        var left = info.ContextTokens - Math.Min(maxTokens ?? info.MaxOutputTokens, info.ContextTokens / ReserveDivisor);
        if (preamble.Sum(UpperBound) + history.Sum(UpperBound) <= left)
        {
            return [.. preamble, .. history];
        }

        left -= preamble.Sum(message => tokens.Count(message, model)) + tokens.Count(history[^1], model);
        if (left < 0 && info.IsKnown)
        {
            throw TooLong(model, info, tokens.Count(history[^1], model));
        }

        // 1. The last message goes in whatever it costs: an unknown model's window is a guess, and it may well fit.
        // 2. Backwards from there while there is room; the first that does not fit ends it, so that nothing is skipped.
        var first = history.Count - 1;
        while (first > 0 && (left -= tokens.Count(history[first - 1], model)) >= 0)
        {
            first--;
        }

        return [.. preamble, .. history.Skip(first)];
    }

    // A message costs its bytes at most, and what the chat format adds.
    private static int UpperBound(ChatMessage message) => TokenCounter.UpperBound(message.Text) + 8;

    private static AppException TooLong(string model, ModelInfo info, int size) => new(
        ErrorCode.ContextTooLong,
        $"The message has {size:N0} tokens; {model} reads {info.ContextTokens:N0}, answer included. Shorten it, or choose a model with a larger window.");
}
