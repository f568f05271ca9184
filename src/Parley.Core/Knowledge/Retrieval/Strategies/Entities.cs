using Parley.Knowledge.Keywords.Analysis;

namespace Parley.Knowledge.Retrieval.Strategies;

/// <summary>The names and identifiers in a text: capitalised words that do not begin a sentence, runs of them, and words made of several or with digits.</summary>
internal static class Entities
{
    private const int LongestName = 4;

    /// <summary>As they are written, each once.</summary>
    public static IReadOnlyCollection<string> Of(string text)
    {
        var found = new Dictionary<string, string>();
        var name = (Start: 0, End: 0, Words: 0, Leads: false);
        var reader = new TermReader(text);
        var compoundEnd = 0;
        while (reader.MoveNext())
        {
            if (reader.IsWhole)
            {
                compoundEnd = reader.End;
                Close();
                Keep(reader.Start, reader.End);
                continue;
            }

            // The parts of what was kept as a whole.
            if (reader.End <= compoundEnd)
            {
                continue;
            }

            if (IsCode(reader.Word))
            {
                Close();
                Keep(reader.Start, reader.End);
            }
            else if (!char.IsUpper(text[reader.Start]) || reader.IsStop)
            {
                Close();
            }
            else if (name.Words is > 0 and < LongestName && reader.Start == name.End + 1 && text[name.End] == ' ')
            {
                name = name with { End = reader.End, Words = name.Words + 1 };
            }
            else
            {
                Close();
                name = (reader.Start, reader.End, 1, BeginsSentence(text, reader.Start));
            }
        }

        Close();
        return found.Values;

        void Close()
        {
            // Any word may begin a sentence with a capital; only a longer run is surely a name there.
            if (name.Words > 1 || (name.Words == 1 && !name.Leads))
            {
                Keep(name.Start, name.End);
            }

            name = default;
        }

        void Keep(int start, int end)
        {
            if (end - start > 1)
            {
                found.TryAdd(text[start..end].ToLowerInvariant(), text[start..end]);
            }
        }
    }

    private static bool IsCode(ReadOnlySpan<char> word) =>
        word.Length > 2 && word.ContainsAnyInRange('0', '9') && (word.ContainsAnyInRange('a', 'z') || word.Length == 4);

    private static bool BeginsSentence(string text, int start)
    {
        for (var i = start - 1; i >= 0; i--)
        {
            if (text[i] is '.' or '!' or '?' or ':' or '\n' or '•' or '#' or '-' or '*')
            {
                return true;
            }

            if (!char.IsWhiteSpace(text[i]) && text[i] is not ('"' or '“' or '(' or '\''))
            {
                return false;
            }
        }

        return true;
    }
}
