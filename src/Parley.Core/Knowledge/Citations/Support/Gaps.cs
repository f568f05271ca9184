namespace Parley.Knowledge.Citations.Support;

/// <summary>
/// Clauses that leave out what the one before says: "a bed costs 62 euros, a seat 24", "leaves Irun at 18:45 and reaches Lisbon at 7:30".
/// </summary>
internal static class Gaps
{
    // A fragment behind a comma is this short.
    private const int Fragment = 4;

    // A subject is taken to be so long.
    private const int Subject = 2;

    /// <summary>Gives a clause the words that it leaves out.</summary>
    public static void Fill(List<Statement> clauses)
    {
        for (var i = 1; i < clauses.Count; i++)
        {
            var (before, clause) = (clauses[i - 1], clauses[i]);
            if (clause.IsFragment && clause.Order.Count <= Fragment)
            {
                clause.Terms.UnionWith(before.Terms);
            }
            else if (clause.IsContinued && clause.Order.Count > 0 && !clause.Determined.Contains(clause.Order[0]) && !clause.Names.Contains(clause.Order[0]))
            {
                clause.Terms.UnionWith(before.Order.Take(Subject).Where(before.Terms.Contains));
            }
        }
    }

    /// <summary>Whether a claim has all that a fragment is about, and another number of the same: "in Zurich 140 euros" where it is 140, in Zurich 220.</summary>
    public static bool IsOtherNumber(Statement claim, List<Statement> clauses) => clauses.Exists(clause =>
        clause.IsFragment && clause.Order.Count <= Fragment && clause.Numbers.Count == 1 && clause.Order[0] is var first && !clause.Numbers.Contains(first)
        && !clause.Numbers.Overlaps(claim.Numbers) && clause.Order.Where(word => !clause.Numbers.Contains(word)).All(claim.Order.Contains)
        && claim.Pairs.Any(pair => claim.Numbers.Contains(pair.First) && clause.Pairs.Any(own => clause.Numbers.Contains(own.First) && own.Second == pair.Second)));

    /// <summary>Whether two numbers of a claim stand in two clauses, each beside another of the other's kind: "45 minutes at 250 degrees" where it is 15 at 250, then 45 at 190.</summary>
    public static bool AreCrossed(Statement claim, List<Statement> clauses)
    {
        var measured = claim.Pairs.Where(pair => claim.Numbers.Contains(pair.First) && !claim.Numbers.Contains(pair.Second)).ToList();
        return measured.Exists(one => measured.Exists(other => one.First != other.First && one.Second != other.Second
            && !clauses.Exists(clause => clause.Numbers.Contains(one.First) && clause.Numbers.Contains(other.First))
            && clauses.Exists(clause => clause.Pairs.Contains(one) && clause.Pairs.Any(pair => pair.Second == other.Second && clause.Numbers.Contains(pair.First)))
            && clauses.Exists(clause => clause.Pairs.Contains(other) && clause.Pairs.Any(pair => pair.Second == one.Second && clause.Numbers.Contains(pair.First)))));
    }

    /// <summary>Whether a claim joins the subject of one clause with what a fragment behind it says of a subject of its own: "the roof is of oak" where it is of copper, and the stairs of oak.</summary>
    public static bool AreJoined(Statement claim, List<Statement> clauses)
    {
        for (var i = 1; i < clauses.Count; i++)
        {
            var (main, fragment) = (clauses[i - 1], clauses[i]);
            if (!fragment.IsFragment || fragment.Order.Count is < 2 or > Fragment || main.Order.Count < 2 || claim.Order.Contains(fragment.Order[0]) || main.Order.Contains(fragment.Order[0]))
            {
                continue;
            }

            var own = fragment.Order.Where(word => !main.Order.Contains(word)).ToList();
            if (claim.Order.Contains(main.Order[0]) && own.Count > 1 && own.Skip(1).All(claim.Order.Contains) && !claim.Order.Contains(main.Order[^1]))
            {
                return true;
            }
        }

        return false;
    }
}
