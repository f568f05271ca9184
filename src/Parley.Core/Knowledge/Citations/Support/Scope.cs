using System.Collections.Frozen;
using Parley.Models.Offline.Text;

namespace Parley.Knowledge.Citations.Support;

/// <summary>How far a statement reaches: what holds for some, or under a condition, is not said of all.</summary>
internal static class Scope
{
    private static readonly FrozenSet<string> Wide = WordSet.Of("always every each all any anybody anyone everybody everyone everything immer jeder jede jedes alle");

    private static readonly FrozenSet<string> Narrow = WordSet.Of("only own unless except certain some most mostly usually sometimes often nur eigene eigenen ausser manche meist");

    public static bool IsWord(string folded) => Wide.Contains(folded) || Narrow.Contains(folded);

    /// <summary>Whether a claim speaks of all where its source speaks of some.</summary>
    public static bool IsWidened(Statement claim, Statement source) =>
        claim.Scope.Any(Wide.Contains) && !claim.Scope.Any(Narrow.Contains) && source.Scope.Any(Narrow.Contains) && !source.Scope.Any(Wide.Contains);
}
