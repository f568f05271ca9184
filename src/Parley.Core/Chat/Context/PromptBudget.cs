using Microsoft.Extensions.AI;
using Parley.Chat.Grounding;
using Parley.Errors;
using Parley.Models.Tokens;

namespace Parley.Chat.Context;

/// <summary>
/// Fits a conversation into a model's window: the system prompt and the last message always, then the newest messages whole,
/// then the most important sentences of older ones.
/// </summary>
internal sealed class PromptBudget(TokenCounter tokens, ContextOptions options)
{
    private const string ShortenedNote =
        "Earlier parts of this conversation were cut to fit. A message that begins with [shortened] holds only its most important sentences; … marks what was left out.";

    private const string DroppedNote = "Earlier messages of this conversation were left out to fit.";

    /// <param name="preamble">The system prompt, and what else always stands before the conversation.</param>
    /// <param name="history">Oldest first; the last is the message to answer.</param>
    /// <param name="knowledge">The passages to answer from; they always stand behind the system prompt, see <see cref="RoomForKnowledge"/>.</param>
    /// <exception cref="AppException"><see cref="ErrorCode.ContextTooLong"/>: not even the last message fits.</exception>
    public AssembledPrompt Fit(IReadOnlyList<ChatMessage> preamble, IReadOnlyList<ChatMessage> history, string model, int? maxTokens, ChatMessage? knowledge = null)
    {
        var info = ModelCatalogue.Find(model);
        var room = Room(info, maxTokens);
        var ownSystem = preamble;
        preamble = knowledge is null ? preamble : [preamble[0], knowledge, .. preamble.Skip(1)];
        var limit = options.HistoryTokens ?? int.MaxValue;
        var units = MessageUnit.Part(history);
        var bound = units.SkipLast(1).Sum(unit => (long)unit.UpperBound);
        if (bound <= limit && bound + units[^1].UpperBound + preamble.Sum(message => (long)TokenCounter.UpperBound(message.Text) + 8) <= room)
        {
            return new([.. preamble, .. units.SelectMany(unit => unit.Messages)], null);
        }

        var sizes = new MessageSizes(tokens, model);
        var always = (System: preamble.Sum(sizes.Of), Last: sizes.Of(units[^1]));
        CheckSystem(knowledge is null ? always.System : ownSystem.Sum(sizes.Of), model, info);
        var left = room - always.System - always.Last;
        if (left < 0 && info.IsKnown)
        {
            throw TooLong(always.Last, model, info);
        }

        // The last message goes in whatever it costs where the window is a guess: it may well fit.
        return Cut(preamble, units, sizes, Math.Clamp(left, 0, limit), always.System + always.Last);
    }

    /// <summary>Tokens that passages may take: their share of the window, less where system prompt and message leave less.</summary>
    public int RoomForKnowledge(IReadOnlyList<ChatMessage> preamble, ChatMessage last, string model, int? maxTokens, GroundingOptions grounding)
    {
        var info = ModelCatalogue.Find(model);
        var sizes = new MessageSizes(tokens, model);
        var left = Room(info, maxTokens) - preamble.Sum(sizes.Of) - sizes.Of(last) - GroundingPrompt.RulesTokens;
        return Math.Clamp((int)(info.ContextTokens * grounding.WindowShare), 0, Math.Max(0, Math.Min(left, grounding.MaxTokens)));
    }

    private int Room(ModelInfo info, int? maxTokens) =>
        info.ContextTokens - Math.Min(maxTokens ?? info.MaxOutputTokens, (int)(info.ContextTokens * options.OutputShare));

    private AssembledPrompt Cut(IReadOnlyList<ChatMessage> preamble, List<MessageUnit> units, MessageSizes sizes, int budget, int always)
    {
        // 1. All of it, if the exact count says that it fits after all.
        var older = units[..^1];
        var (first, used) = TakeNewest(older, budget, sizes);
        if (first == 0)
        {
            return new([.. preamble, .. units.SelectMany(unit => unit.Messages)], null);
        }

        // 2. The newest whole, in what the note and the shortened ones leave. The first that does not fit ends it, so that
        //    nothing is passed over between two that stay.
        budget -= sizes.Of(ShortenedNote);
        var forShortened = options.Shorten ? (int)(budget * options.ShortenedShare) : 0;
        (first, used) = TakeNewest(older, budget - forShortened, sizes);

        // 3. Of the ones before them the most important sentences, in all that is left.
        var gone = older[..first];
        List<ChatMessage> shortened = options.Shorten ? new HistoryShortener(sizes).Shorten(gone, units[first..], budget - used) : [];

        // 4. The prompt, and what it lacks.
        var note = shortened.Count > 0 ? ShortenedNote : DroppedNote;
        List<ChatMessage> prompt =
            [new(ChatRole.System, $"{preamble[0].Text}\n\n{note}"), .. preamble.Skip(1), .. shortened, .. units.Skip(first).SelectMany(unit => unit.Messages)];
        var kept = always + used;
        return new(prompt, new(
            kept + sizes.Roughly(gone), kept + shortened.Sum(sizes.Of) + sizes.Of(note),
            gone.Sum(unit => unit.Messages.Count) - shortened.Count,
            shortened.Except(gone.SelectMany(unit => unit.Messages)).Count()));
    }

    /// <returns>The oldest unit that fits with all newer ones (the count when none does), and what they take together.</returns>
    private static (int First, int Used) TakeNewest(List<MessageUnit> units, int budget, MessageSizes sizes)
    {
        var (first, used) = (units.Count, 0);
        while (first > 0 && sizes.Fits(units[first - 1], budget - used, out var size))
        {
            used += size;
            first--;
        }

        return (first, used);
    }

    private void CheckSystem(int size, string model, ModelInfo info)
    {
        if (info.IsKnown && size > info.ContextTokens * options.SystemShare)
        {
            throw new AppException(
                ErrorCode.ContextTooLong,
                $"The system prompt has {size:N0} tokens, more than the {options.SystemShare:P0} it may take of what {model} reads ({info.ContextTokens:N0}). "
                    + "Shorten it, or choose a model with a larger window.");
        }
    }

    private static AppException TooLong(int size, string model, ModelInfo info) => new(
        ErrorCode.ContextTooLong,
        $"The message has {size:N0} tokens; {model} reads {info.ContextTokens:N0}, answer included. Shorten it, or choose a model with a larger window.");
}
