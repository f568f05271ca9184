using System.Collections.Frozen;
using Parley.Models.Offline.Text;

namespace Parley.Knowledge.Citations.Support;

/// <summary>Whether a preposition joins a word to a claim in another way than to the passage: "after the transaction" where it is within, "by the caretaker" where it is by the tenants.</summary>
internal static class Relations
{
    private static readonly FrozenSet<string>[] Times =
    [
        WordSet.Of("before until till vor bis"),
        WordSet.Of("after since nach seit"),
        WordSet.Of("during within while in wahrend innerhalb binnen"),
    ];

    // Its place in that list.
    private const int After = 1;

    private static readonly FrozenSet<string> Doers = WordSet.Of("by with from von durch mit aus");

    /// <summary>Another time by the same word.</summary>
    public static bool IsOtherTime(Statement claim, List<Statement> clauses) => About(claim, clauses) is { } about && claim.Governed.Any(slot => TimeOf(slot.Preposition) is >= 0 and var time
        && about.Governed.Where(other => other.Term == slot.Term).Select(other => TimeOf(other.Preposition)).Where(other => other >= 0).ToList() is { Count: > 0 } times
        && !times.Contains(time) && (time == After || times.Contains(After)));

    /// <summary>Another doer or means of the same.</summary>
    public static bool IsOtherDoer(Statement claim, SourceWords source, List<Statement> clauses)
    {
        return About(claim, clauses) is { } about && claim.Governed.Any(slot => Doers.Contains(slot.Preposition) && !about.Order.Contains(slot.Term)
            && !Array.Exists(source.Wholes, whole => whole.Governed.Contains(slot))
            && about.Governed.Any(other => other.Preposition == slot.Preposition && !claim.Order.Contains(other.Term)));
    }

    private static Statement? About(Statement claim, List<Statement> clauses) => clauses.MaxBy(clause => claim.Terms.Count(clause.Terms.Contains));

    private static int TimeOf(string preposition) => Array.FindIndex(Times, times => times.Contains(preposition));
}
