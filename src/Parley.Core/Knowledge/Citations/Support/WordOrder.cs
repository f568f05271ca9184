namespace Parley.Knowledge.Citations.Support;

/// <summary>
/// Whether the words of a claim stand beside each other as in the sentence nearest to it: "60 answers" is not said where there are
/// "60 requests" and "5 answers", nor "short questions take the premium tier" where they take another and something else takes that.
/// </summary>
internal static class WordOrder
{
    // How far apart a name and its number may stand.
    private const int NearName = 2;

    // How many words may stand between a number and what it counts: "14 old log files".
    private const int NearNumber = 3;

    /// <param name="clauses">Of the nearest sentence.</param>
    /// <returns>What belongs to something else; null for nothing.</returns>
    public static int? FindMisplaced(IReadOnlyList<Statement> claim, List<Statement> clauses, Statement sentence)
    {
        foreach (var clause in claim)
        {
            for (var i = 0; i < clause.Order.Count; i++)
            {
                if (clause.Numbers.Contains(clause.Order[i]) ? IsNumberOfAnother(clause, i, sentence) : IsPartOfAnother(clause, i, clauses))
                {
                    return clause.Order[i];
                }
            }
        }

        return null;
    }

    /// <summary>
    /// An adjective or noun of the claim that the passage does not have, where it has another before the same word: "the free plan" where
    /// it is the premium plan.
    /// </summary>
    public static bool IsReplaced(IReadOnlyList<Statement> claim, Statement sentence, Func<int, bool> isMissing) => claim.Any(clause =>
        clause.Pairs.Any(pair => clause.Determined.Contains(pair.First) && isMissing(pair.First)
            && sentence.Pairs.Any(other => other.Second == pair.Second && !clause.Terms.Contains(other.First))));

    /// <summary>Whether a claim takes the beginning of one clause and the rest of the one set against it: "A is free, while B costs 5".</summary>
    public static bool JoinsOpposites(IReadOnlyList<Statement> claim, List<Statement> clauses)
    {
        if (claim.Count != 1 || claim[0].Order.Count < 2 || clauses.Count < 2)
        {
            return false;
        }

        var subject = claim[0].Order[0];
        var about = clauses.MaxBy(one => claim[0].Order.Count(word => word != subject && (one.Terms.Contains(word) || one.Numbers.Contains(word))))!;
        return !about.Terms.Contains(subject) && about.Order.Count > 0 && !claim[0].Order.Contains(about.Order[0])
            && clauses.Exists(one => !ReferenceEquals(one, about) && one.Order.Count > 0 && one.Order[0] == subject && (one.IsContrast || about.IsContrast));
    }

    /// <summary>
    /// Whether a claim takes its subject from one clause and the rest from another that has a subject of its own: "Ilse Brandt conducted the last
    /// three evenings" where she fell ill, and her deputy took over for the last three evenings.
    /// </summary>
    public static bool IsOfAnotherClause(IReadOnlyList<Statement> claim, List<Statement> clauses)
    {
        if (claim.Count != 1 || clauses.Count < 2)
        {
            return false;
        }

        var order = claim[0].Order.Where(word => clauses.Exists(one => one.Order.Contains(word))).ToList();
        return clauses.Exists(about =>
        {
            var lead = order.TakeWhile(word => !about.Order.Contains(word)).ToList();
            var rest = order.Skip(lead.Count).ToList();
            var said = rest.Where(about.Order.Contains).ToList();
            return lead.Count > 0 && said.Count > 1
                && HasOwnSubject(about, claim[0])
                && clauses.Exists(one => !ReferenceEquals(one, about) && lead.TrueForAll(one.Order.Contains) && !said.Exists(one.Order.Contains)
                    && rest.TrueForAll(word => about.Order.Contains(word) || one.Order.Contains(word)));
        });
    }

    /// <summary>A number that counts another thing in the passage wherever it stands there: "two attendants" where there are two cabins and an attendant.</summary>
    public static int? FindNumberOfOtherThings(IReadOnlyList<Statement> claim, SourceWords source)
    {
        foreach (var clause in claim)
        {
            for (var i = 0; i + 1 < clause.Order.Count; i++)
            {
                var (number, thing) = (clause.Order[i], clause.Order[i + 1]);
                if (!clause.Numbers.Contains(number) || clause.Numbers.Contains(thing) || !clause.Pairs.Contains((number, thing)) || !IsCounted(source, thing))
                {
                    continue;
                }

                var counted = source.Wholes.SelectMany(whole => whole.Pairs.Where(pair => pair.First == number).Select(pair => pair.Second)).ToHashSet();
                if (counted.Count > 0 && !clause.Order.Skip(i + 1).Take(NearNumber).Any(counted.Contains))
                {
                    return number;
                }
            }
        }

        return null;
    }

    // "65 passengers", "an attendant"; not the word behind a code.
    private static bool IsCounted(SourceWords source, int thing) => Array.Exists(source.Wholes, whole =>
        whole.Determined.Contains(thing) || whole.Pairs.Any(pair => pair.Second == thing && whole.Numbers.Contains(pair.First)));

    private static bool HasOwnSubject(Statement clause, Statement claim) => clause.Order.Count > 0 && clause.Order[0] is var first && !claim.Order.Contains(first)
        && (clause.Determined.Contains(first) || clause.Names.Contains(first) || clause.Capitalised.Contains(first));

    private static bool IsNumberOfAnother(Statement clause, int at, Statement sentence)
    {
        var number = clause.Order[at];
        if (!sentence.Numbers.Contains(number))
        {
            return false;
        }

        // 1. Beside a name of the claim there stands another number of the same thing: "in Zurich 220 euros" where 140 are claimed.
        var unit = At(clause, at + 1);
        var namesAreNear = false;
        foreach (var name in clause.Names)
        {
            if (NumberBeside(sentence, name, unit) is { } beside && !clause.Numbers.Contains(beside))
            {
                return true;
            }

            namesAreNear |= AreNear(sentence, name, number);
        }

        // 2. The words before and behind it stand so with other numbers only.
        return !namesAreNear && (HasOtherNeighbour(clause, at, 1, sentence) || HasOtherNeighbour(clause, at, -1, sentence));
    }

    // The word behind (or before) the number stands behind (or before) another number there, and never beside this one.
    private static bool HasOtherNeighbour(Statement clause, int at, int step, Statement sentence)
    {
        var (number, word, other) = (clause.Order[at], At(clause, at + step), false);
        if (word < 0 || clause.Numbers.Contains(word))
        {
            return false;
        }

        // "A bed costs 62 euros, a seat 24": what stands there may be the claim's, too.
        if (At(sentence, sentence.Order.IndexOf(number) + step) is >= 0 and var beside && clause.Terms.Contains(beside))
        {
            return false;
        }

        for (var i = 0; i < sentence.Order.Count; i++)
        {
            if (At(sentence, i + step) == word && sentence.Numbers.Contains(sentence.Order[i]))
            {
                if (sentence.Order[i] == number)
                {
                    return false;
                }

                other |= !clause.Numbers.Contains(sentence.Order[i]);
            }
        }

        return other;
    }

    // Of two words in a row the first stands so in one clause only, and the rest of the claim in another, with another word there.
    private static bool IsPartOfAnother(Statement clause, int at, List<Statement> clauses)
    {
        var (first, second) = (clause.Order[at], At(clause, at + 1));
        if (second < 0 || clauses.Count < 2)
        {
            return false;
        }

        var about = clauses.MaxBy(one => (clause.Terms.Count(term => term != first && one.Terms.Contains(term)), one.Terms.Contains(first)))!;
        return !about.Terms.Contains(first)
            && about.Order.IndexOf(second) is > 0 and var place && !clause.Terms.Contains(about.Order[place - 1]) && !clause.Numbers.Contains(about.Order[place - 1])
            && clauses.Exists(one => one.Order.IndexOf(first) is >= 0 and var there && At(one, there + 1) == second);
    }

    private static int? NumberBeside(Statement sentence, int name, int unit)
    {
        var place = sentence.Order.IndexOf(name);
        for (var distance = 1; place >= 0 && unit >= 0 && distance <= NearName; distance++)
        {
            foreach (var i in (ReadOnlySpan<int>)[place + distance, place - distance])
            {
                if (At(sentence, i) is >= 0 and var number && sentence.Numbers.Contains(number))
                {
                    return At(sentence, i + 1) == unit ? number : null;
                }
            }
        }

        return null;
    }

    private static bool AreNear(Statement sentence, int name, int number) =>
        sentence.Order.IndexOf(name) is >= 0 and var place && sentence.Order.Skip(Math.Max(0, place - NearName)).Take((2 * NearName) + 1).Contains(number);

    private static int At(Statement statement, int place) => place >= 0 && place < statement.Order.Count ? statement.Order[place] : -1;
}
