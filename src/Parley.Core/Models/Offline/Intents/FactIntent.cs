using Parley.Models.Offline.Facts;

namespace Parley.Models.Offline.Intents;

/// <summary>What the person said about themselves: repeats it when asked, and acknowledges it when it is said.</summary>
internal sealed class FactIntent : IIntent
{
    private const int MostListed = 20;
    private const int MostRepeated = 5;

    public OfflineReply? TryAnswer(OfflineTurn turn) => turn.Request.Length == 0 ? Acknowledge(turn) : Recall(turn);

    /// <summary>What is known, a later statement in place of an earlier one about the same thing.</summary>
    public static IReadOnlyList<Fact> Find(IReadOnlyList<Fact> facts, FactQuestion question)
    {
        foreach (var key in question.Key is null ? [] : FactKeys.Related(question.Key))
        {
            var found = facts.Where(fact => fact.Key == key).ToList();
            if (found.Count == 0)
                continue;
            return FactKeys.IsPlural(key)
                ? [.. found.DistinctBy(fact => fact.Sentence, StringComparer.OrdinalIgnoreCase).TakeLast(MostRepeated)]
                : [found[^1]];
        }

        return [];
    }

    private static OfflineReply? Recall(OfflineTurn turn)
    {
        if (FactQuestion.Read(turn.Request, turn.Phrases) is not { } question)
            return null;
        if (question.Key is null)
            return turn.Facts.Count == 0 ? new OfflineReply(turn.Phrases.NoFacts) : new OfflineReply(ListAll(turn));

        var found = Find(turn.Facts, question);
        if (found.Count == 0)
            return null;
        var sentence = string.Join("; ", found.Select(fact => fact.Sentence));
        return new OfflineReply(found[^1].IsCurrent ? turn.Phrases.ToldJustNow(sentence) : turn.Phrases.ToldEarlier(sentence));
    }

    private static string ListAll(OfflineTurn turn)
    {
        var current = turn.Facts
            .GroupBy(fact => FactKeys.IsPlural(fact.Key) ? fact.Sentence : fact.Key)
            .Select(group => group.Last())
            .TakeLast(MostListed);
        return $"{turn.Phrases.FactsIntroduction}\n\n{string.Join('\n', current.Select(fact => $"- {fact.Sentence}"))}";
    }

    private static OfflineReply? Acknowledge(OfflineTurn turn)
    {
        var said = turn.Facts.Where(fact => fact.IsCurrent).Select(fact => fact.Sentence).ToList();
        return said.Count == 0 ? null : new OfflineReply(turn.Phrases.NotedFacts(string.Join("; ", said.Take(MostListed))));
    }
}
