namespace Parley.Knowledge.Citations.Support;

/// <summary>
/// Whether the numbers of a claim stand beside the same words as in the sentence nearest to it: "60 answers" is not said where
/// there are "60 requests" and "5 answers", nor "45 minutes at 250 degrees" where each stands with another number.
/// </summary>
internal static class WordOrder
{
    /// <returns>A number that belongs to something else; null for none.</returns>
    public static int? FindMisplaced(IReadOnlyList<Statement> claim, Statement sentence)
    {
        foreach (var clause in claim)
        {
            for (var i = 0; i < clause.Order.Count; i++)
            {
                var number = clause.Order[i];
                if (clause.Numbers.Contains(number) && sentence.Numbers.Contains(number)
                    && (HasOtherNeighbour(clause, i, 1, sentence) || HasOtherNeighbour(clause, i, -1, sentence)))
                {
                    return number;
                }
            }
        }

        return null;
    }

    // The word behind (or before) the number stands behind (or before) another number there, and never beside this one.
    private static bool HasOtherNeighbour(Statement clause, int at, int step, Statement sentence)
    {
        if (at + step < 0 || at + step >= clause.Order.Count || clause.Numbers.Contains(clause.Order[at + step]))
        {
            return false;
        }

        var (number, word, other) = (clause.Order[at], clause.Order[at + step], false);
        for (var i = 0; i < sentence.Order.Count; i++)
        {
            if (i + step >= 0 && i + step < sentence.Order.Count && sentence.Order[i + step] == word && sentence.Numbers.Contains(sentence.Order[i]))
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
}
