using Parley.Knowledge.Citations.Quotes;

namespace Parley.Knowledge.Citations.Support;

/// <summary>
/// What in a passage speaks against a claim: a number or name that is not there or belongs to something else, a negation too
/// much or too few, a word that says the opposite. Clauses are compared with those that share most with them.
/// </summary>
internal static class Conflicts
{
    // How much more of a clause another one must share to be what it is about, and how much to be about the same at all.
    private const double Margin = 0.25;
    private const double Tie = 0.12;
    private const double SameMatter = 0.5;

    /// <returns>In words for people; null when nothing does.</returns>
    public static string? Find(ClaimWords claim, SourceWords source, IReadOnlyList<SourceWords> all, Func<int, double> rarity, Vocabulary vocabulary)
    {
        foreach (var clause in claim.Clauses)
        {
            // 1. What must be there at all.
            if (clause.Numbers.Where(number => !source.Has(number)).Select(vocabulary.WordOf).FirstOrDefault() is { } number)
            {
                return $"The passage does not have the number {number}.";
            }

            if (MissingName(clause, source, all) is { } name)
            {
                return $"The passage does not mention {vocabulary.WordOf(name)}.";
            }

            // 2. What must be there in the right place.
            var others = source.Clauses.SelectMany(clauses => clauses).ToList();
            if (Misplaced(clause, others, clause.Numbers, other => other.Numbers, rarity) is { } misplaced)
            {
                return $"In the passage {vocabulary.WordOf(misplaced)} belongs to something else.";
            }

            if (Misplaced(clause, others, clause.Names, other => other.Names, rarity) is { } elsewhere)
            {
                return $"In the passage {vocabulary.WordOf(elsewhere)} belongs to something else.";
            }

            // 3. What must not say the opposite.
            if (IsOpposed(clause, others, rarity))
            {
                return "The passage says the opposite.";
            }
        }

        return null;
    }

    // A name that most of the sources have is what all is about: no passage has to repeat it.
    private static int? MissingName(Statement clause, SourceWords source, IReadOnlyList<SourceWords> all)
    {
        foreach (var name in clause.Names)
        {
            if (!source.Has(name) && source.SimilarTo(name) < 0 && 2 * all.Count(other => other.Has(name)) < all.Count + 1)
            {
                return name;
            }
        }

        return null;
    }

    private static int? Misplaced(
        Statement clause, List<Statement> others, HashSet<int> marks, Func<Statement, HashSet<int>> marksOf, Func<int, double> rarity)
    {
        foreach (var mark in marks)
        {
            var (withIt, withAnother) = (0.0, 0.0);
            foreach (var other in others)
            {
                var theirs = marksOf(other);
                if (theirs.Contains(mark))
                {
                    withIt = Math.Max(withIt, Shared(clause, other, rarity, mark));
                }
                else if (theirs.Any(one => !marks.Contains(one)))
                {
                    withAnother = Math.Max(withAnother, Shared(clause, other, rarity, mark));
                }
            }

            if (withAnother > withIt + Margin)
            {
                return mark;
            }
        }

        return null;
    }

    private static bool IsOpposed(Statement clause, List<Statement> others, Func<int, double> rarity)
    {
        var shared = others.ConvertAll(other => Shared(clause, other, rarity, -1));
        var best = shared.Count == 0 ? 0 : shared.Max();
        if (best < SameMatter)
        {
            return false;
        }

        for (var i = 0; i < others.Count; i++)
        {
            if (shared[i] >= best - Tie && Agrees(clause, others[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Agrees(Statement clause, Statement other)
    {
        var flips = Flips(clause, other);
        return clause.IsNegated ^ other.IsNegated ^ flips is false || (!flips && clause.IsSoft != other.IsSoft);
    }

    private static bool Flips(Statement clause, Statement other) => clause.Opposable.Any(word => !other.Opposable.Contains(word)
        && Antonyms.Of(word).Any(opposite => other.Opposable.Contains(opposite) && !clause.Opposable.Contains(opposite)));

    // The part of the clause's weight that the other one has, the mark itself apart.
    private static double Shared(Statement clause, Statement other, Func<int, double> rarity, int mark)
    {
        var (shared, total) = (0.0, 0.0);
        foreach (var word in clause.Terms)
        {
            if (word != mark)
            {
                var weight = rarity(word);
                total += weight;
                shared += other.Terms.Contains(word) ? weight : 0;
            }
        }

        return total == 0 ? 0 : shared / total;
    }
}
