namespace Parley.Models.Offline.Text;

/// <summary>
/// Ranks sentences by how much of a question they cover. The weights of the terms are BM25's inverse document frequency,
/// smoothed for the few sentences a conversation has; a sentence is also credited with its heading and, where it begins
/// with "It …" or "They …", with the sentence before.
/// </summary>
internal sealed class SentenceRanker(IReadOnlyList<Sentence> sentences, Language language)
{
    /// <summary>
    /// The part of a question's weight a sentence has to cover. Of two equally rare terms one is not enough: with less,
    /// "Who is the CEO of Contoso?" would be answered by any sentence about Contoso.
    /// </summary>
    private const double MinCoverage = 0.55;

    /// <summary>A yes-or-no question names all it asks for, so that nearly all of it has to be found.</summary>
    private const double MinCoverageOfYesOrNo = 0.75;

    // What a term counts that stands not in the sentence but near it. Chosen so that one term in the sentence and one lent
    // to it just pass, and two lent ones do not; the evaluation texts in the tests hold the balance.
    private const int Antecedents = 6;
    private const double AntecedentCredit = 0.45;
    private const double HeadingCredit = 0.62;
    private const double PreviousCredit = 0.6;
    private const double NeighbourCredit = 0.35;
    private const double CompoundCredit = 0.8;

    private const double MaxWeight = 3;
    private const double GenericWeight = 0.4;
    private const double DefinitionBonus = 0.5;
    private const double TypeBonus = 0.3;
    private const double ProximityBonus = 0.25;

    /// <summary>The sentences that answer the question, best first.</summary>
    public IReadOnlyList<RankedSentence> Rank(Question question)
    {
        if (question.Terms.Count == 0)
            return [];

        // 1. Where each term occurs.
        var hits = sentences.Select(sentence => Match(question, sentence)).ToArray();

        // A name the texts do not have is somebody or something they say nothing about.
        if (question.Names.Any(name => !IsAnywhere(question, name, hits)))
            return [];

        // 2. A rare term weighs more than one that stands in every other sentence.
        var weights = question.Terms.Select((term, i) => Weight(term, hits.Count(hit => hit.Own[i] > 0))).ToArray();

        // 3. Score, and keep what covers enough.
        var averageLength = Math.Max(1, sentences.Average(sentence => sentence.Words.Count));
        var ranked = new List<RankedSentence>();
        for (var i = 0; i < sentences.Count; i++)
        {
            if (Score(question, i, hits, weights, averageLength) is { } score)
                ranked.Add(score);
        }

        return [.. ranked.OrderByDescending(candidate => candidate.Score).ThenBy(candidate => candidate.Sentence.Index)];
    }

    private RankedSentence? Score(Question question, int at, Hit[] hits, double[] weights, double averageLength)
    {
        // 1. Coverage, with what the heading and the sentence before lend.
        var (sentence, hit) = (sentences[at], hits[at]);
        if (hit.IsEmpty)
            return null;
        var before = at > 0 && sentences[at - 1].Source == sentence.Source ? hits[at - 1] : null;
        var previous = sentence.PointsBack ? before : null;
        var (covered, own, total) = (0.0, 0.0, 0.0);
        for (var i = 0; i < weights.Length; i++)
        {
            var context = (before?.Own[i] ?? 0) * (sentence.PointsBack ? PreviousCredit : NeighbourCredit);
            if (context == 0 && IsAntecedent(question.Terms[i], at, i, hits))
                context = AntecedentCredit;
            var credit = Math.Max(hit.Own[i], Math.Max(hit.Heading[i] ? HeadingCredit : 0, context));
            covered += weights[i] * credit;
            own += weights[i] * hit.Own[i];
            total += weights[i];
        }

        var coverage = covered / total;
        if (coverage < (question.IsYesOrNo ? MinCoverageOfYesOrNo : MinCoverage) || !HasFocus(question, hit, previous))
            return null;

        // 2. The kind of thing that is asked for.
        var holds = AnswerTypes.Holds(question, sentence, word => question.Focus is { } focus && Similarity(focus, word) > 0);
        if (!holds && AnswerTypes.IsRequired(question.Type))
            return null;

        // 3. Terms near one another, a short sentence, a definition.
        var bonus = (holds ? TypeBonus : 0) + (ProximityBonus * hit.Proximity) + Definition(question, at);
        var length = 1 / (0.75 + (0.25 * Math.Min(4, sentence.Words.Count / averageLength)));
        var usedPrevious = previous is not null && covered > own && !Array.Exists(hit.Heading, found => found);
        return new RankedSentence(sentence, coverage * (1 + bonus) * length * Preference(sentence.Source), own == 0, usedPrevious);
    }

    private static bool IsAnywhere(Question question, string name, Hit[] hits)
    {
        for (var i = 0; i < question.Terms.Count; i++)
        {
            if (question.Terms[i] == name)
                return Array.Exists(hits, hit => hit.Own[i] > 0 || hit.Heading[i]);
        }

        return true;
    }

    // Whether "he" or "she" at the beginning of the sentence may be the one the term names.
    private bool IsAntecedent(string term, int at, int index, Hit[] hits)
    {
        if (sentences[at].Words is not [{ Folded: "he" or "she" or "his" or "her" or "er" or "sie" }, ..])
            return false;
        for (var i = at - 1; i >= Math.Max(0, at - Antecedents) && sentences[i].Source == sentences[at].Source; i--)
        {
            if (hits[i].Own[index] > 0)
                return sentences[i].Words.Any(word => word.IsCapitalised && Similarity(term, word) > 0);
        }

        return false;
    }

    private Hit Match(Question question, Sentence sentence)
    {
        var own = new double[question.Terms.Count];
        var (first, last, found) = (-1, -1, 0);
        for (var w = 0; w < sentence.Words.Count; w++)
        {
            for (var i = 0; i < own.Length; i++)
            {
                var similarity = Similarity(question.Terms[i], sentence.Words[w]);
                if (similarity <= own[i])
                    continue;
                found += own[i] == 0 ? 1 : 0;
                own[i] = similarity;
                first = first < 0 ? w : first;
                last = w;
            }
        }

        var heading = question.Terms.Select(term => sentence.HeadingTerms.Contains(term)).ToArray();
        return new Hit(own, heading, found < 2 ? 0 : (double)found / Math.Max(found, last - first + 1));
    }

    private double Similarity(string term, Word word)
    {
        if (word.Term == term || Synonyms.Canonical(word.Term, language) == term)
            return 1;

        // Rückgabefrist answers for Frist.
        return language == Language.German && term.Length > 4 && word.Term.Length > term.Length + 2
            && (word.Term.EndsWith(term, StringComparison.Ordinal) || word.Term.StartsWith(term, StringComparison.Ordinal))
            ? CompoundCredit
            : 0;
    }

    private static bool HasFocus(Question question, Hit hit, Hit? previous)
    {
        if (question.Focus is null)
            return true;
        for (var i = 0; i < question.Terms.Count; i++)
        {
            if (question.Terms[i] == question.Focus)
                return hit.Own[i] > 0 || hit.Heading[i] || previous?.Own[i] > 0;
        }

        return true;
    }

    private double Weight(string term, int occurrences) => QuestionWords.IsGeneric(term)
        ? GenericWeight
        : Math.Min(MaxWeight, 1 + Math.Log((sentences.Count + 1.0) / (occurrences + 1)));

    // "A widget is …" answers "What is a widget?" better than any other sentence about widgets.
    private double Definition(Question question, int at)
    {
        if (question.Type != AnswerType.Definition || question.Terms.Count == 0)
            return 0;
        var sentence = sentences[at];
        if (sentence.HeadingTerms.Contains(question.Terms[^1]) && (at == 0 || sentences[at - 1].Heading != sentence.Heading))
            return DefinitionBonus;
        for (var i = 0; i + 1 < Math.Min(sentence.Words.Count, 5); i++)
        {
            var verb = sentence.Words[i + 1].Folded;
            if (Similarity(question.Terms[^1], sentence.Words[i]) > 0
                && (QuestionWords.IsCopula(verb) || verb is "means" or "refers" or "bedeutet"))
                return DefinitionBonus;
        }

        return 0;
    }

    private static double Preference(Source source) => source.Kind switch
    {
        SourceKind.Knowledge => 1.25,
        SourceKind.CurrentMessage => 1.1,
        SourceKind.Instructions => 0.8,
        _ => 1,
    };

    private sealed record Hit(double[] Own, bool[] Heading, double Proximity)
    {
        public bool IsEmpty { get; } = !Array.Exists(Own, value => value > 0) && !Array.Exists(Heading, found => found);
    }
}
