using Parley.Knowledge.Citations.Quotes;

namespace Parley.Knowledge.Citations.Support;

/// <summary>
/// What in a passage speaks against a claim: a number or name that is not there or belongs to something else, a negation too
/// much or too few, a word that says the opposite. Clauses are compared with those that share most with them, in sentences
/// that share most with the whole claim.
/// </summary>
internal sealed class Conflicts(ClaimWords claim, SourceWords source, IReadOnlyList<SourceWords> all, Func<int, double> rarity, Vocabulary vocabulary)
{
    // How much more of a claim another sentence must share to be what it is about; the same for clauses of one sentence.
    private const double SentenceMargin = 0.12;
    private const double ClauseMargin = 0.25;

    // The same for a number that counts the same thing there: "24 hours".
    private const double UnitMargin = 0.3;

    // Clauses nearly as near as the nearest, and how near one must be to be about the same at all.
    private const double Tie = 0.12;
    private const double SameMatter = 0.45;

    // Words of a claim that are compared each with each.
    private const int Longest = 100;

    // What the rest of its sentence counts for a clause.
    private const double ContextWeight = 0.6;

    private readonly Statement _whole = Statement.Join(0, 0, claim.Clauses);

    /// <returns>In words for people; null when nothing speaks against it.</returns>
    public string? Find()
    {
        if (_whole.Numbers.Where(number => !source.Has(number)).Select(vocabulary.WordOf).FirstOrDefault() is { } number)
        {
            return $"The passage does not have the number {number}.";
        }

        foreach (var name in _whole.Names)
        {
            if (IsMissing(name))
            {
                return $"The passage does not mention {vocabulary.WordOf(name)}.";
            }
        }

        var cover = Array.ConvertAll(source.Wholes, sentence => Shared(_whole, sentence, -1));
        var nearest = Array.IndexOf(cover, cover.Max());
        var misplaced = Misplaced(_whole.Numbers, sentence => sentence.Numbers) ?? Misplaced(_whole.Names, sentence => sentence.Names)
            ?? WordOrder.FindMisplaced(claim.Clauses, source.Clauses[nearest], source.Wholes[nearest])
            ?? WordOrder.FindNumberOfOtherThings(claim.Clauses, source);
        return misplaced is { } mark ? $"In the passage {vocabulary.WordOf(mark)} belongs to something else."
            : WordOrder.IsReplaced(claim.Clauses, source.Wholes[nearest], IsForeign) || new Substitution(_whole, source.Wholes[nearest], IsForeign, vocabulary).Occurs() ? "The passage has another word here."
            : WordOrder.JoinsOpposites(claim.Clauses, source.Clauses[nearest]) || WordOrder.IsOfAnotherClause(claim.Clauses, source.Clauses[nearest]) ? "The passage says this of something else."
            : Scope.IsWidened(_whole, source.Wholes[nearest]) ? "The passage says this of fewer."
            : claim.Clauses.Any(clause => IsOpposed(clause, cover)) ? "The passage says the opposite."
            : _whole.Order.Count <= Longest && HasOtherPlaces(source.Wholes[nearest], source.Clauses[nearest]) ? "The passage says this of something else."
            : _whole.Order.Count <= Longest && new Slots(_whole, [source.Wholes[nearest], .. source.Clauses[nearest]], IsForeign, vocabulary).Occurs() ? "The passage has another word here."
            : IsDenied() ? "The passage says the opposite."
            : HasOtherSubject() ? "The passage says this of something else."
            : null;
    }

    private bool HasOtherPlaces(Statement sentence, List<Statement> clauses) =>
        Exchange.Occurs(_whole, sentence) || Relations.IsOtherTime(_whole, clauses) || Relations.IsOtherDoer(_whole, source, clauses)
        || Gaps.AreJoined(_whole, clauses) || Gaps.IsOtherNumber(_whole, clauses) || Gaps.AreCrossed(_whole, clauses);

    private bool IsForeign(int word) => !source.Has(word) && source.SimilarTo(word) < 0;

    // A name that most of the sources have is what all is about: no passage has to repeat it.
    private bool IsMissing(int name) =>
        IsForeign(name) && 2 * all.Count(other => other.Has(name)) < all.Count + 1;

    private int? Misplaced(HashSet<int> marks, Func<Statement, HashSet<int>> marksOf)
    {
        foreach (var mark in marks)
        {
            // 1. Another sentence, with other marks, is what the claim is about.
            var (with, without) = Best(_whole, source.Wholes, mark, marks, marksOf);
            if (without > with + (HasItsUnit(mark) ? UnitMargin : SentenceMargin))
            {
                return mark;
            }

            // 2. In every sentence that has it, and has as much of the claim as any that has it, another clause is what the clause is about.
            var clause = claim.Clauses.First(one => marksOf(one).Contains(mark));
            var bound = source.Wholes.Where(whole => marksOf(whole).Contains(mark)).Select(whole => Shared(_whole, whole, mark)).DefaultIfEmpty().Max() - Tie;
            var having = source.Clauses.Where((clauses, at) => clauses.Exists(one => marksOf(one).Contains(mark)) && Shared(_whole, source.Wholes[at], mark) >= bound).ToList();
            if (having.Count > 0 && having.TrueForAll(clauses => Best(clause, clauses, mark, marks, marksOf) is var (near, far) && far > near + ClauseMargin))
            {
                return mark;
            }
        }

        return null;
    }

    private bool HasItsUnit(int number) => claim.Clauses.Any(clause => clause.Numbers.Contains(number)
        && clause.Order.IndexOf(number) is >= 0 and var at && at + 1 < clause.Order.Count
        && source.Wholes.Any(whole => whole.Order.IndexOf(number) is >= 0 and var there && there + 1 < whole.Order.Count && whole.Order[there + 1] == clause.Order[at + 1]));

    private (double With, double Without) Best(
        Statement clause, IReadOnlyList<Statement> others, int mark, HashSet<int> marks, Func<Statement, HashSet<int>> marksOf)
    {
        var (with, without) = (0.0, 0.0);
        foreach (var other in others)
        {
            if (marksOf(other).Contains(mark))
            {
                with = Math.Max(with, Shared(clause, other, mark));
            }
            else if (marksOf(other).Any(one => !marks.Contains(one)))
            {
                without = Math.Max(without, Shared(clause, other, mark));
            }
        }

        return (with, without);
    }

    private bool IsOpposed(Statement clause, double[] cover)
    {
        if (clause.Terms.Count < 2 && claim.Clauses.Count > 1)
        {
            return false;
        }

        var others = source.Clauses.SelectMany((clauses, at) => clauses.Select(other => (Clause: other, Shared: Shared(clause, other, -1), Near: ContextWeight * cover[at]))).ToList();
        var best = others.MaxBy(other => other.Shared + other.Near);
        return best.Shared >= SameMatter
            && !others.Exists(other => other.Shared + other.Near >= best.Shared + best.Near - Tie
                ? Agrees(clause, other.Clause)
                : other.Shared > 0 && Agrees(clause, other.Clause) && HasWhatIsLacking(clause, other.Clause, best.Clause));
    }

    // "Not the dry summers": what is only ever denied, and no clause says of itself.
    private bool IsDenied() => !claim.Clauses.Any(clause => clause.IsNegated || clause.IsSoft) && _whole.Terms.Any(term =>
        source.SentencesOf(term) is { IsEmpty: false } places && places.ToArray().SelectMany(place => source.Clauses[place]).Where(clause => clause.Terms.Contains(term)).ToList() is var having
        && having.TrueForAll(clause => clause.BeginsNegated && clause.IsNegated));

    // "It never holds the text, but it does hold the length": what the claim is about may stand in the shorter clause.
    private bool HasWhatIsLacking(Statement clause, Statement other, Statement best) =>
        source.Clauses.Any(clauses => clauses.Contains(best) && clauses.Contains(other))
        && clause.Terms.Any(term => other.Terms.Contains(term) && !best.Terms.Contains(term)) && clause.Terms.Any(term => other.Terms.Contains(term) && best.Terms.Contains(term));

    private static bool Agrees(Statement clause, Statement other)
    {
        var flips = Antonyms.Flip(clause.Opposable, other.Opposable);
        return !(clause.IsNegated ^ other.IsNegated ^ flips) || (!flips && clause.IsSoft != other.IsSoft);
    }

    // What a claim begins with is mostly what it is about. What the passage says in no sentence that has it, nor in those that point
    // back to it or that it points back to, it says of something else.
    private bool HasOtherSubject()
    {
        if (claim.Clauses.Count != 1 || claim.Clauses[0].BeginsWithPart || _whole.Order.Count < 3)
        {
            return false;
        }

        var subject = _whole.Order[0];
        if (_whole.Governed.Any(slot => slot.Term == subject) || source.SentencesOf(subject).IsEmpty || source.Context.Contains(subject) || _whole.Numbers.Contains(subject))
        {
            return false;
        }

        // No clause of the passage begins with it: the claim only tells it the other way round.
        if (!Array.Exists(source.Clauses, clauses => clauses.Exists(clause => clause.Order.Count > 0 && clause.Order[0] == subject)))
        {
            return false;
        }

        var said = new HashSet<int>(source.Context);
        foreach (var at in source.SentencesOf(subject))
        {
            said.UnionWith(source.Wholes[at].Terms);
            for (var before = at; before > 0 && PointingBack.Begins(source.Passage.Text, source.Sentences[before].Start); before--)
            {
                said.UnionWith(source.Wholes[before - 1].Terms);
            }

            for (var next = at + 1; next < source.Wholes.Length && PointingBack.Begins(source.Passage.Text, source.Sentences[next].Start); next++)
            {
                said.UnionWith(source.Wholes[next].Terms);
            }
        }

        return _whole.Terms.Any(term => !said.Contains(term) && !source.SentencesOf(term).IsEmpty);
    }

    // The part of the clause's weight that the other one has, the mark itself apart.
    private double Shared(Statement clause, Statement other, int mark)
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
