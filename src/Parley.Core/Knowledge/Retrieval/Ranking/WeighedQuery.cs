using Parley.Knowledge.Keywords.Analysis;

namespace Parley.Knowledge.Retrieval.Ranking;

/// <summary>The words of a query, and how much each tells: the rarer in the collections searched, the more.</summary>
internal sealed class WeighedQuery
{
    private readonly Dictionary<string, int> _numbers = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly HashSet<int> _beginnings = [];

    /// <param name="weights">Of the terms that some passage has. Words that none has count as much as the rarest.</param>
    public WeighedQuery(string text, IReadOnlyDictionary<string, double> weights)
    {
        Text = text;
        _bySpan = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        var all = new List<double>();
        var sequence = new List<(int, int)>();
        var most = weights.Count == 0 ? 1 : weights.Values.Max();
        foreach (var term in Terms.Of(text))
        {
            if (term.IsWhole && !weights.ContainsKey(term.Text))
            {
                continue;
            }

            if (!_numbers.TryGetValue(term.Text, out var number))
            {
                number = all.Count;
                all.Add(weights.GetValueOrDefault(term.Text, most));
                Know(term.Text, number);
            }

            // Passages that are not in English have the word as it is written.
            Know(term.Word, number);
            if (!term.IsWhole)
            {
                sequence.Add((number, term.Position));
            }
        }

        Weights = [.. all];
        Sequence = sequence;
        TotalWeight = Weights.Sum();
    }

    public string Text { get; }

    /// <summary>Of each term.</summary>
    public double[] Weights { get; }

    public double TotalWeight { get; }

    /// <summary>The terms in the order of the query, and their places among its words.</summary>
    public IReadOnlyList<(int Term, int Position)> Sequence { get; }

    /// <summary>Where the query's terms stand in a text.</summary>
    public List<(int Term, int Position)> Occurrences(ReadOnlySpan<char> text)
    {
        var found = new List<(int, int)>();
        var reader = new TermReader(text);
        var position = 0;
        Span<char> stem = stackalloc char[TermReader.MaxLength * 2];
        while (reader.MoveNext())
        {
            if (NumberOf(reader.Word, stem) is >= 0 and var number && !reader.IsStop)
            {
                found.Add((number, position));
            }

            position += reader.IsWhole ? 0 : 1;
        }

        return found;
    }

    /// <summary>How much of the query's weight these terms have, 0 to 1.</summary>
    public double Coverage(IEnumerable<(int Term, int Position)> occurrences) =>
        TotalWeight == 0 ? 0 : occurrences.Select(o => o.Term).Distinct().Sum(term => Weights[term]) / TotalWeight;

    private int NumberOf(ReadOnlySpan<char> word, Span<char> stem)
    {
        // Stemming leaves the beginning of a word as it is, and most words begin as no word of the query does.
        if (!_beginnings.Contains(Beginning(word)))
        {
            return -1;
        }

        if (_bySpan.TryGetValue(word, out var number))
        {
            return number;
        }

        word.CopyTo(stem);
        var length = PorterStemmer.Stem(stem[..word.Length]);
        return _bySpan.TryGetValue(stem[..length], out number) ? number : -1;
    }

    private void Know(string word, int number)
    {
        _numbers.TryAdd(word, number);
        _beginnings.Add(Beginning(word));
    }

    private static int Beginning(ReadOnlySpan<char> word) => word[0];
}
