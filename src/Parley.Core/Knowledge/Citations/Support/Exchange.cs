namespace Parley.Knowledge.Citations.Support;

/// <summary>
/// Whether a claim says what a sentence says with two of its words exchanged: "Josef took over from Anselm" where Anselm took over from
/// Josef, "7 days, or 30 without use" where it is 30 and 7. Where one of the two names the doer of a passive, it is said in another way and not of another.
/// </summary>
internal static class Exchange
{
    private const int LeastShared = 3;

    public static bool Occurs(Statement claim, Statement sentence)
    {
        // 1. The words that both have once, by their places in the claim and in the sentence.
        var shared = claim.Order.Select((word, at) => (Word: word, At: at, There: sentence.Order.IndexOf(word)))
            .Where(one => one.There >= 0 && claim.Order.IndexOf(one.Word) == one.At && claim.Order.LastIndexOf(one.Word) == one.At && sentence.Order.LastIndexOf(one.Word) == one.There)
            .ToList();

        // 2. A name of several words is one.
        var names = shared.Where(one => claim.Names.Contains(one.Word)).ToList();
        shared.RemoveAll(one => names.Contains(one) && names.Exists(before => before.At == one.At - 1 && before.There == one.There - 1));
        if (shared.Count < LeastShared || IsRising(shared, -1, -1))
        {
            return false;
        }

        // 3. Two of a kind that stand the other way round, with something between them on both sides, and all is in order once they change places.
        for (var i = 0; i < shared.Count; i++)
        {
            for (var j = i + 1; j < shared.Count; j++)
            {
                var (one, other) = (shared[i], shared[j]);
                if (one.There - other.There > 1 && other.At - one.At > 1 && AreOfAKind(claim, sentence, one, other)
                    && !IsPassiveInOne(claim, sentence, one.Word, other.Word) && IsRising(shared, i, j))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // Names, or numbers of one unit: other words stand in any order.
    private static bool AreOfAKind(Statement claim, Statement sentence, (int Word, int At, int There) one, (int Word, int At, int There) other) =>
        (claim.Names.Contains(one.Word) && claim.Names.Contains(other.Word))
        || (claim.Numbers.Contains(one.Word) && claim.Numbers.Contains(other.Word)
            && one.There + 1 < sentence.Order.Count && other.At + 1 < claim.Order.Count && sentence.Order[one.There + 1] == claim.Order[one.At + 1]
            && other.There + 1 < sentence.Order.Count && sentence.Order[other.There + 1] == sentence.Order[one.There + 1]);

    private static bool IsRising(List<(int Word, int At, int There)> shared, int i, int j)
    {
        var last = -1;
        for (var at = 0; at < shared.Count; at++)
        {
            var there = shared[at == i ? j : at == j ? i : at].There;
            if (there < last)
            {
                return false;
            }

            last = there;
        }

        return true;
    }

    private static bool IsPassiveInOne(Statement claim, Statement sentence, int one, int other) =>
        IsDoer(claim, one) != IsDoer(sentence, one) || IsDoer(claim, other) != IsDoer(sentence, other);

    private static bool IsDoer(Statement statement, int word) =>
        statement.Governed.Contains(("by", word)) || statement.Governed.Contains(("von", word)) || statement.Governed.Contains(("durch", word));
}
