using System.Buffers;
using System.Collections.Frozen;
using Parley.Knowledge.Citations.Quotes;
using Parley.Models.Offline.Text;

namespace Parley.Knowledge.Citations.Support;

/// <summary>Cuts sentences into clauses and takes them apart.</summary>
internal sealed class StatementReader(Language language, Vocabulary vocabulary)
{
    private static readonly SearchValues<char> ClauseEnds = SearchValues.Create(";:()—–|[]");

    private static readonly FrozenSet<string> Conjunctions = WordSet.Of("""
        and but while whereas although though however because if when unless so und aber wahrend obwohl weil wenn falls sondern
        """);

    // What people wrap a claim in; the passage need not have it.
    private static readonly FrozenSet<string> Wrapping = WordSet.Of("""
        according source sources guide documentation document documents doc docs state states stated note notes noted passage passages says said
        describes described explains explained mentions mentioned section page text therefore thus hence example namely specifically
        time times every additionally furthermore moreover also overall following listed far known means defined answer question laut quelle dokument
        """);

    public List<Statement> Read(string text, int start, int end)
    {
        var statements = new List<Statement>();
        var current = new Statement(start, start);
        var previous = start;
        foreach (var found in WordReader.Read(text[start..end], language))
        {
            var word = found with { Start = found.Start + start };
            if (!IsEmpty(current) && (text.AsSpan(previous, word.Start - previous).ContainsAny(ClauseEnds) || Conjunctions.Contains(word.Folded)))
            {
                statements.Add(current with { End = previous });
                current = new(word.Start, word.Start);
            }

            Add(current, text, word, isFirst: word.Start == start || IsSentenceStart(text, word.Start));
            previous = word.End;
        }

        if (!IsEmpty(current))
        {
            statements.Add(current with { End = previous });
        }

        return statements;
    }

    // "Once a year" counts; "once it is full" does not.
    private static string? Once(string text, Word word) =>
        word.Folded == "once" && text.AsSpan(word.End).TrimStart() is var rest && (rest.StartsWith("a ") || rest.StartsWith("per ") || rest.StartsWith("every ") || rest.StartsWith("each "))
            ? "1" : null;

    private static bool IsEmpty(Statement statement) => statement.Terms.Count == 0 && statement.Numbers.Count == 0;

    private void Add(Statement statement, string text, Word word, bool isFirst)
    {
        statement.BeginsWithPart |= statement.Order.Count == 1 && word.Folded is ("of" or "von");
        statement.IsNegated ^= Negation.IsHard(word.Folded);
        statement.IsSoft |= Negation.IsSoft(word.Folded);
        if (Antonyms.Of(word.Term).Count > 0)
        {
            statement.Opposable.Add(word.Term);
        }

        if ((Numbers.Of(word) ?? Once(text, word)) is { } number)
        {
            statement.Numbers.Add(vocabulary.IdOf(number));
            statement.Order.Add(vocabulary.IdOf(number));
        }
        else if (word.IsContent && !Wrapping.Contains(word.Folded))
        {
            var id = IdOf(word);
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
        }
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
