using System.Collections.Frozen;
using Parley.Knowledge.Citations.Quotes;
using Parley.Models.Offline.Text;

namespace Parley.Knowledge.Citations.Support;

/// <summary>
/// Whether a claim is a sentence of the passage with one word put in another's place: "exports are encrypted with the key" where they are
/// signed with it. All its other words must stand there in their order; who says a thing in words of their own changes more.
/// </summary>
internal sealed class Slots(Statement claim, IReadOnlyList<Statement> clauses, Func<int, bool> isForeign, Vocabulary vocabulary)
{
    private const int LeastKept = 2;
    private const int MostPut = 2;
    private const int MostReplaced = 4;

    // Say little of their own.
    private static readonly FrozenSet<string> Light = Stems("""
        able get gets got getting about around roughly circa rund etwa ungefahr ca just simply exactly genau binnen size number amount total way also too even auch selbst
        kind type form case order place people person part minimum maximum length value basis take takes took need needs needed require have general particular fact addition principle
        """);

    public bool Occurs()
    {
        // 1. One word that the passage does not have, or two side by side.
        var foreign = Enumerable.Range(0, claim.Order.Count).Where(i => isForeign(claim.Order[i])).ToList();
        if (foreign.Count is < 1 or > MostPut || foreign[^1] - foreign[0] >= foreign.Count || claim.Order.Count - foreign.Count < LeastKept
            || foreign.TrueForAll(i => Light.Contains(vocabulary.WordOf(claim.Order[i]))))
        {
            return false;
        }

        // 2. In the sentence, or one of its clauses, that has the others in this order, other words stand in its place.
        return clauses.Any(clause => Replaced(clause, foreign[0], foreign[^1]) is { Count: > 0 and <= MostReplaced } replaced
            && !replaced.Exists(word => foreign.Exists(i => Senses.AreShared(vocabulary.WordOf(word), vocabulary.WordOf(claim.Order[i])))));
    }

    private List<int>? Replaced(Statement clause, int first, int end)
    {
        var (before, after) = (-1, clause.Order.Count);
        var last = -1;
        for (var i = 0; i < claim.Order.Count; i++)
        {
            if (i >= first && i <= end)
            {
                continue;
            }

            var there = clause.Order.IndexOf(claim.Order[i], last + 1);
            if (there < 0)
            {
                return null;
            }

            last = there;
            (before, after) = i < first ? (there, after) : (before, Math.Min(after, there));
        }

        return [.. clause.Order.Skip(before + 1).Take(after - before - 1).Where(word => !clause.Numbers.Contains(word))];
    }

    private static FrozenSet<string> Stems(string words) =>
        WordSet.Of(words).SelectMany(word => new[] { Stemmer.Stem(word, Language.English), Stemmer.Stem(word, Language.German) }).ToFrozenSet();
}
