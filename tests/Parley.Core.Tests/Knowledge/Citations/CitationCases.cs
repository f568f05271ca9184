using Parley.Knowledge.Citations;
using Parley.Testing;

namespace Parley.Core.Tests.Knowledge.Citations;

/// <summary>What a constructed answer is.</summary>
public enum CitationKind
{
    True,
    WrongId,
    AlteredQuote,
    Unsupported,
}

/// <summary>An answer with one citation.</summary>
internal sealed record CitationCase(CitationKind Kind, string How, string Answer, IReadOnlyList<GivenPassage> Given);

/// <summary>
/// Makes answers from passages and claims in a file: <c># title</c>, the passage, <c>+</c> what it says in other words,
/// <c>-</c> what it does not say. Quotations are made from the passage itself, and altered by a seeded hand.
/// </summary>
internal sealed class CitationCases
{
    private const int GivenAtOnce = 5;

    private static readonly string[] Frames = ["{0} [{1}].", "{0}. [{1}]", "{0}[{1}].", "**{0}** [{1}]", "- {0} [{1}]", "{0}, as the guide says [{1}]."];

    private readonly Random _random;
    private readonly List<Entry> _entries;
    private readonly List<string> _words;

    private CitationCases(List<Entry> entries, int seed)
    {
        (_entries, _random) = (entries, new(seed));
        _words = [.. entries.SelectMany(entry => Sentences(entry.Text)).SelectMany(sentence => sentence.TrimEnd('.').Split(' ')).Where(IsPlainWord).Distinct().Order()];
    }

    public static List<CitationCase> Read(string file, int seed)
    {
        var path = Path.Combine(Repository.Root, "tests", "Parley.Core.Tests", "Knowledge", "Citations", file);
        return new CitationCases(Entry.Read(File.ReadAllLines(path)), seed).Make();
    }

    private List<CitationCase> Make()
    {
        var cases = new List<CitationCase>();
        foreach (var entry in _entries)
        {
            var sentences = Sentences(entry.Text);
            var quotes = sentences.SelectMany(sentence => sentence.TrimEnd('.').Split("; ")).Where(quote => quote.Split(' ').Length > 4).ToList();
            foreach (var claim in entry.Said)
            {
                cases.Add(Claim(CitationKind.True, "paraphrase", claim, entry));
                cases.Add(Claim(CitationKind.WrongId, "number never given", claim, entry));
            }

            cases.Add(Quote(CitationKind.True, "exact quotation", Pick(quotes), entry));
            cases.Add(Quote(CitationKind.True, "quotation in other case and spacing", Recased(Pick(quotes)), entry));
            cases.Add(Quote(CitationKind.True, "quotation with an ellipsis", Elided(Pick(quotes)), entry));
            cases.AddRange(Altered(quotes, sentences).Select(altered => Quote(CitationKind.AlteredQuote, altered.How, altered.Text, entry)));
            cases.AddRange(entry.Unsaid.Select(claim => Claim(CitationKind.Unsupported, "not said", claim, entry)));
            cases.Add(Claim(CitationKind.Unsupported, "said by another passage", Pick(entry.Said), entry, Pick(_entries.Where(other => other != entry).ToList())));
        }

        return cases;
    }

    private IEnumerable<(string How, string Text)> Altered(List<string> quotes, List<string> sentences)
    {
        if (quotes.Find(quote => quote.Any(char.IsAsciiDigit)) is { } numbered)
        {
            var at = numbered.IndexOfAny([.. "0123456789"]);
            yield return ("number changed", numbered[..at] + (char)('0' + ((numbered[at] - '0' + 1 + _random.Next(8)) % 10)) + numbered[(at + 1)..]);
        }

        var picked = Pick(quotes);
        var words = (HasPlainWord(picked) ? picked : quotes.First(HasPlainWord)).Split(' ');
        var place = Pick(Enumerable.Range(1, words.Length - 1).Where(i => IsPlainWord(words[i])).ToList());
        yield return ("word changed", string.Join(' ', words.Select((word, i) => i == place ? Pick(_words.Where(other => other != word).ToList()) : word)));

        var stated = Pick(quotes.Where(quote => quote.Contains(" is ", StringComparison.Ordinal) || quote.Contains(" may ", StringComparison.Ordinal)).DefaultIfEmpty(quotes[0]).ToList());
        yield return ("negated", stated.Contains(" not ", StringComparison.Ordinal) ? stated.Replace(" not ", " ", StringComparison.Ordinal)
            : stated.Contains(" is ", StringComparison.Ordinal) ? stated.Replace(" is ", " is not ", StringComparison.Ordinal)
            : stated.Contains(" may ", StringComparison.Ordinal) ? stated.Replace(" may ", " may not ", StringComparison.Ordinal)
            : stated.Insert(stated.IndexOf(' ', stated.Length / 2), " never"));

        var (first, last) = (sentences[0].Split(' '), sentences[^1].TrimEnd('.').Split(' '));
        yield return ("stitched", string.Join(' ', first[..(first.Length / 2)].Concat(last[(last.Length / 2)..])));
    }

    private CitationCase Claim(CitationKind kind, string how, string claim, Entry entry, Entry? cited = null) =>
        Case(kind, how, string.Format(null, Pick(Frames), claim.TrimEnd('.'), "{0}"), entry, cited);

    private CitationCase Quote(CitationKind kind, string how, string quote, Entry entry) => Case(
        kind, how, string.Format(null, Pick<string>(["\"{0}\" [{1}]", "The guide says “{0}” [{1}].", "> {0} [{1}]", "See [{1}: \"{0}\"].", "It reads: \"{0}.\" [{1}]"]), quote, "{0}"), entry, null);

    private CitationCase Case(CitationKind kind, string how, string answer, Entry entry, Entry? cited)
    {
        Entry[] wanted = cited is null ? [entry] : [entry, cited];
        var given = wanted.Concat(_entries.Except(wanted).OrderBy(_ => _random.Next()).Take(GivenAtOnce - wanted.Length)).ToArray();
        _random.Shuffle(given);
        var number = kind is CitationKind.WrongId ? GivenAtOnce + 1 + _random.Next(9) : Array.IndexOf(given, cited ?? entry) + 1;
        return new(kind, how, answer.Replace("{0}", $"{number}", StringComparison.Ordinal),
            [.. given.Select((one, i) => new GivenPassage(i + 1, one.Title, one.Text, Start: 100 * i))]);
    }

    // What a careful writer does to a quotation: another case at the beginning, typographic signs, white space, emphasis.
    private string Recased(string quote) => char.ToLowerInvariant(quote[0]) + quote[1..].Replace("'", "’", StringComparison.Ordinal)
        .Replace(" the ", _random.Next(2) == 0 ? "  the " : " *the* ", StringComparison.Ordinal);

    private string Elided(string quote)
    {
        var words = quote.Split(' ');
        var middle = words.Length / 2;
        return words.Length < 7 || words[middle] is "not" or "no" or "never"
            ? quote
            : string.Join(' ', words[..middle]) + (_random.Next(2) == 0 ? " … " : " ... ") + string.Join(' ', words[(middle + 1)..]);
    }

    private T Pick<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    private static List<string> Sentences(string text) => [.. text.Split(". ").Select(sentence => sentence.TrimEnd('.') + ".")];

    private static bool HasPlainWord(string quote) => quote.Split(' ').Skip(1).Any(IsPlainWord);

    private static bool IsPlainWord(string word) => word.Length > 4 && word.All(char.IsAsciiLetterLower);

    private sealed record Entry(string Title, string Text, List<string> Said, List<string> Unsaid)
    {
        public static List<Entry> Read(string[] lines)
        {
            var entries = new List<Entry>();
            for (var i = 0; i < lines.Length; i++)
            {
                switch (lines[i][0])
                {
                    case '#':
                        entries.Add(new(lines[i][2..], lines[++i], [], []));
                        break;
                    case '+':
                        entries[^1].Said.Add(lines[i][2..]);
                        break;
                    default:
                        entries[^1].Unsaid.Add(lines[i][2..]);
                        break;
                }
            }

            return entries;
        }
    }
}
