namespace Parley.Models.Offline.Text;

/// <summary>
/// Chooses the sentences that say the most of what a text says: by how often their words occur in it, by their place, and
/// without saying the same twice.
/// </summary>
internal static class Summariser
{
    private const double FirstBonus = 0.6;
    private const double UnderHeadingBonus = 0.2;
    private const double RepetitionPenalty = 0.95;
    private const int ShortestSentence = 4;

    public static IReadOnlyList<Sentence> Choose(IReadOnlyList<Sentence> sentences, int count, Language language)
    {
        // 1. How much of the text each term stands for.
        var terms = sentences.Select(sentence => Terms(sentence, language)).ToArray();
        var frequency = terms.SelectMany(set => set).CountBy(term => term).ToDictionary();

        // 2. A sentence's worth is the mean weight of its terms, so that length alone does not win.
        var worth = new double[sentences.Count];
        for (var i = 0; i < worth.Length; i++)
        {
            if (sentences[i].Words.Count < ShortestSentence && sentences.Count > count)
                continue;
            var sum = terms[i].Sum(term => Math.Log(1 + frequency[term]));
            worth[i] = (sum / (4 + terms[i].Count)) * (1 + Place(sentences, i));
        }

        // 3. Take the best, then the best that adds something, and so on.
        var chosen = new SortedSet<int>();
        var said = new HashSet<string>();
        while (chosen.Count < Math.Min(count, sentences.Count))
        {
            var best = Enumerable.Range(0, worth.Length).Where(i => !chosen.Contains(i))
                .MaxBy(i => worth[i] * (1 - (RepetitionPenalty * Math.Pow(Overlap(terms[i], said), 2))));
            chosen.Add(best);
            said.UnionWith(terms[best]);
        }

        return [.. chosen.Select(i => sentences[i])];
    }

    private static double Place(IReadOnlyList<Sentence> sentences, int i)
    {
        if (i == 0)
            return FirstBonus;
        return sentences[i].Heading != sentences[i - 1].Heading ? UnderHeadingBonus : 0;
    }

    private static double Overlap(HashSet<string> terms, HashSet<string> said) =>
        terms.Count == 0 ? 1 : (double)terms.Count(said.Contains) / terms.Count;

    private static HashSet<string> Terms(Sentence sentence, Language language) =>
        [.. sentence.Words.Where(word => word.IsContent).Select(word => Synonyms.Canonical(word.Term, language))];
}
