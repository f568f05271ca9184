using System.Buffers;
using System.Collections.Frozen;
using Parley.Knowledge.Citations.Quotes;
using Parley.Models.Offline.Text;

namespace Parley.Knowledge.Citations.Support;

/// <summary>Cuts sentences into clauses and takes them apart.</summary>
internal sealed class StatementReader(Language language, Vocabulary vocabulary)
{
    private static readonly SearchValues<char> ClauseEnds = SearchValues.Create(",;:()—–|[]");

    private static readonly FrozenSet<string> Conjunctions = WordSet.Of("""
        and but while whereas although though however because if when unless so und aber wahrend obwohl weil wenn falls sondern
        """);

    // Say nothing of what a clause is about; the last is that of a.m. and p.m.
    private static readonly FrozenSet<string> Fillers = WordSet.Of("""
        m time times every far known therefore thus hence example namely specifically additionally furthermore moreover overall
        """);

    // What people wrap a claim in. Where the passages have these words too, they count.
    private static readonly FrozenSet<string> Wrapping = WordSet.Of("""
        according source sources guide documentation document documents doc docs state states stated note notes noted passage passages says said
        describes described explains explained mentions mentioned section page text following listed means defined answer question laut quelle dokument
        """);

    private static readonly FrozenSet<string> Determiners = WordSet.Of("the a an of its their his her each der die das ein eine einer eines dem den des");
    // "To" and "of" are left out: the one stands before verbs too, the other anywhere.
    private static readonly FrozenSet<string> Prepositions = WordSet.Of("by with for from on in at into via near against within until through during without before after since till mit fur von bei aus nach durch bis ohne vor seit wahrend innerhalb binnen in im am");
    private static readonly FrozenSet<string> Contrasts = WordSet.Of("but while whereas aber wahrend sondern");

    /// <summary>For claims: whether the passages have a word. Null: this reads a passage.</summary>
    public Func<int, bool>? IsKnown { get; init; }

    public List<Statement> Read(string text, int start, int end)
    {
        var statements = new List<Statement>();
        var current = new Statement(start, start);
        var previous = start;
        var (last, before, preposition) = (-1, "", "");
        var words = WordReader.Read(text[start..end], language).ToList();
        for (var at = 0; at < words.Count; at++)
        {
            var word = words[at] with { Start = words[at].Start + start };
            if (!IsEmpty(current) && (EndsClause(text, previous, word.Start) || Conjunctions.Contains(word.Folded)))
            {
                statements.Add(current with { End = previous });
                current = new(word.Start, word.Start)
                {
                    IsContrast = Contrasts.Contains(word.Folded), IsContinued = word.Folded is "and" or "und",
                    IsFragment = !Conjunctions.Contains(word.Folded) && text.AsSpan(previous, word.Start - previous).Contains(','),
                };
            }

            if (Negation.IsHard(word.Folded) && !Negation.IsOfBound(words, at))
            {
                current.BeginsNegated |= current.Opposable.Count == 0;
                current.IsNegated = !current.IsNegated;
            }

            var added = Add(current, text, word, isFirst: word.Start == start || IsSentenceStart(text, word.Start));
            if (added >= 0 && last >= 0 && word.Start - previous == 1)
            {
                current.Pairs.Add((last, added));
            }

            if (added >= 0 && Determiners.Contains(before))
            {
                current.Determined.Add(added);
            }

            if (added >= 0 && preposition.Length > 0 && !current.Numbers.Contains(added))
            {
                current.Governed.Add((preposition, added));
            }

            // An article or an adjective that does not count may stand between; anything else ends it.
            preposition = Prepositions.Contains(word.Folded) ? word.Folded
                : (added < 0 && Determiners.Contains(word.Folded)) || (added >= 0 && word.IsCapitalised && language != Language.German) ? preposition : "";
            (previous, last, before) = (word.End, added, word.Folded);
        }

        if (!IsEmpty(current))
        {
            statements.Add(current with { End = previous });
        }

        return statements;
    }

    // Not the colon of 7:30.
    private static bool EndsClause(string text, int from, int to) => text.AsSpan(from, to - from).ContainsAny(ClauseEnds)
        && !(to - from == 1 && from > 0 && char.IsAsciiDigit(text[from - 1]) && char.IsAsciiDigit(text[to]));

    // "Once a year" counts; "once it is full" does not.
    private static string? Once(string text, Word word) =>
        word.Folded == "once" && text.AsSpan(word.End).TrimStart() is var rest && (rest.StartsWith("a ") || rest.StartsWith("per ") || rest.StartsWith("every ") || rest.StartsWith("each "))
            ? "1" : null;

    private static bool IsEmpty(Statement statement) => statement.Terms.Count == 0 && statement.Numbers.Count == 0;

    // The word as it is compared; -1 for one that does not count.
    private int Add(Statement statement, string text, Word word, bool isFirst)
    {
        statement.BeginsWithPart |= (statement.Order.Count == 1 && word.Folded is ("of" or "von"))
            || (statement.Order.Count == 0 && (text.AsSpan(word.Start, word.Length) is [.., '\'' or '’', 's'] || text.AsSpan(word.End) is ['\'' or '’', 's', ..]));
        statement.IsSoft |= Negation.IsSoft(word.Folded);
        if (Scope.IsWord(word.Folded))
        {
            statement.Scope.Add(word.Folded);
        }

        statement.Opposable.Add(word.Term);
        if (word.IsContent)
        {
            statement.Opposable.Add(Synonyms.Canonical(word.Term, language));
        }

        if ((Numbers.Of(word) ?? Once(text, word)) is { } number)
        {
            statement.Numbers.Add(vocabulary.IdOf(number));
            statement.Order.Add(vocabulary.IdOf(number));
            return vocabulary.IdOf(number);
        }

        if (!word.IsContent || Fillers.Contains(word.Folded))
        {
            return -1;
        }

        var id = IdOf(word);
        if (IsKnown is null || !Wrapping.Contains(word.Folded) || IsKnown(id))
        {
            statement.Terms.Add(id);
            statement.Order.Add(id);
            if (IsName(text, word, isFirst))
            {
                statement.Names.Add(id);
            }
            else if (word.IsCapitalised && isFirst)
            {
                statement.Capitalised.Add(id);
            }

            return id;
        }

        return -1;
    }

    private int IdOf(Word word) => vocabulary.IdOf(Synonyms.Canonical(word.Term, language));

    private bool IsName(string text, Word word, bool isFirst)
    {
        var written = text.AsSpan(word.Start, word.Length);
        return written.Contains('_') || written[1..].IndexOfAnyInRange('A', 'Z') >= 0 || (word.IsCapitalised && !isFirst && language != Language.German);
    }

    private static bool IsSentenceStart(string text, int at)
    {
        var before = at - 1;
        while (before >= 0 && text[before] is ' ' or '"' or '“' or '*' or '_' or '(' or '-' or '>' or '`' or '\u00A0')
        {
            before--;
        }

        return before < 0 || text[before] is '.' or '!' or '?' or ':' or '\n' or '|' or '#';
    }
}
