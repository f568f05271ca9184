using Parley.Knowledge.Citations.Quotes;

namespace Parley.Knowledge.Citations.Support;

/// <summary>
/// Whether a passage says what a claim says, by their words: the sentences that share most of the claim's weight are looked
/// for, and what they say must not contradict it in numbers, names or negation.
/// </summary>
internal sealed class SupportCheck(IReadOnlyList<SourceWords> sources, Vocabulary vocabulary)
{
    private const int Window = 3;
    private const int Candidates = 12;

    // What a form of a word counts, and a word that only stands in the title.
    private const double Similar = 0.8;
    private const double InContext = 0.7;

    // A longer window must be worth it.
    private const double Widening = 0.03;

    private readonly Dictionary<int, double> _rarity = [];
    private readonly int _sentences = sources.Sum(source => source.Sentences.Count);

    public double Rarity(int id)
    {
        if (!_rarity.TryGetValue(id, out var weight))
        {
            var occurrences = sources.Sum(source => source.SentencesOf(id).Length);
            _rarity[id] = weight = 1 + Math.Log((_sentences + 1.0) / (occurrences + 1));
        }

        return weight;
    }

    public SupportVerdict Check(ClaimWords claim, SourceWords source)
    {
        if (claim.Words.Length == 0 || source.Sentences.Count == 0)
        {
            return default;
        }

        // 1. Which sentence has which words of the claim; a form of a word counts where the word is nowhere.
        var (exact, similar, context) = Match(claim, source);

        // 2. The best one to three sentences in a row.
        var (best, from, length) = (-1.0, 0, 1);
        foreach (var at in exact.Keys.Union(similar.Keys).OrderByDescending(at => Covered(claim, exact, similar, context, at, 1)).Take(Candidates))
        {
            for (var wide = 1; wide <= Window; wide++)
            {
                for (var start = Math.Max(0, at - wide + 1); start <= at && start + wide <= source.Sentences.Count; start++)
                {
                    var covered = Covered(claim, exact, similar, context, start, wide) - (Widening * (wide - 1));
                    if (covered > best + 1e-9)
                    {
                        (best, from, length) = (covered, start, wide);
                    }
                }
            }
        }

        if (best < 0)
        {
            return default;
        }

        // 3. What they say against it.
        var coverage = Covered(claim, exact, similar, context, from, length);
        return new(coverage, source.Sentences[from].Start, source.Sentences[from + length - 1].End, new Conflicts(claim, source, sources, Rarity, vocabulary).Find());
    }

    private static (Dictionary<int, ulong> Exact, Dictionary<int, ulong> Similar, ulong Context) Match(ClaimWords claim, SourceWords source)
    {
        var (exact, similar, context) = (new Dictionary<int, ulong>(), new Dictionary<int, ulong>(), 0UL);
        for (var i = 0; i < claim.Words.Length; i++)
        {
            var form = source.SentencesOf(claim.Words[i]).IsEmpty ? source.SimilarTo(claim.Words[i]) : -1;
            var map = form < 0 ? exact : similar;
            foreach (var at in source.SentencesOf(form < 0 ? claim.Words[i] : form))
            {
                map[at] = map.GetValueOrDefault(at) | (1UL << i);
            }

            context |= source.Context.Contains(claim.Words[i]) ? 1UL << i : 0;
        }

        return (exact, similar, context);
    }

    private static double Covered(ClaimWords claim, Dictionary<int, ulong> exact, Dictionary<int, ulong> similar, ulong context, int start, int length)
    {
        var (whole, forms) = (0UL, 0UL);
        for (var at = start; at < start + length; at++)
        {
            whole |= exact.GetValueOrDefault(at);
            forms |= similar.GetValueOrDefault(at);
        }

        context &= ~(whole | forms);
        return (claim.Weight(whole) + (Similar * claim.Weight(forms)) + (InContext * claim.Weight(context))) / claim.Total;
    }
}
