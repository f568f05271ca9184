using Parley.Knowledge.Citations.Answers;
using Parley.Knowledge.Citations.Quotes;

namespace Parley.Knowledge.Citations.Support;

/// <summary>A passage, taken apart once and asked many times.</summary>
internal sealed class SourceWords
{
    // Words with a beginning of this many letters in common are taken for forms of one word.
    private const int LeastCommon = 5;
    private const double CommonShare = 0.6;

    private readonly Dictionary<int, int[]> _sentencesOf;
    private readonly Dictionary<int, int> _similar = [];
    private readonly Vocabulary _vocabulary;

    public SourceWords(GivenPassage passage, StatementReader reader, Vocabulary vocabulary)
    {
        (Passage, _vocabulary) = (passage, vocabulary);
        Sentences = SentenceReader.Read(passage.Text, []);
        Clauses = [.. Sentences.Select(sentence => reader.Read(passage.Text, sentence.Start, sentence.End))];
        Array.ForEach(Clauses, Gaps.Fill);
        Wholes = [.. Sentences.Select((sentence, at) => Statement.Join(sentence.Start, sentence.End, Clauses[at]))];
        Context = Heading(passage, reader);
        _sentencesOf = Clauses.SelectMany((clauses, at) => clauses.SelectMany(clause => clause.Terms.Concat(clause.Numbers)).Distinct().Select(id => (id, at)))
            .GroupBy(pair => pair.id, pair => pair.at).ToDictionary(group => group.Key, group => group.ToArray());
    }

    public GivenPassage Passage { get; }

    public IEnumerable<int> Names => Clauses.SelectMany(clauses => clauses).SelectMany(clause => clause.Names);

    /// <summary>What each sentence has, clauses together.</summary>
    public Statement[] Wholes { get; }

    public List<AnswerSentence> Sentences { get; }

    /// <summary>The clauses of each sentence.</summary>
    public List<Statement>[] Clauses { get; }

    /// <summary>The words of title and headings.</summary>
    public HashSet<int> Context { get; }

    public void Recognise(IReadOnlySet<int> names)
    {
        foreach (var clause in Clauses.SelectMany(clauses => clauses))
        {
            clause.Recognise(names);
        }

        for (var at = 0; at < Wholes.Length; at++)
        {
            Wholes[at].Names.UnionWith(Clauses[at].SelectMany(clause => clause.Names));
        }
    }

    public bool Has(int id) => _sentencesOf.ContainsKey(id) || Context.Contains(id);

    /// <summary>In which sentences a word stands.</summary>
    public ReadOnlySpan<int> SentencesOf(int id) => _sentencesOf.GetValueOrDefault(id);

    /// <summary>Another word of the passage that is likely a form of the same word; -1 for none.</summary>
    public int SimilarTo(int id)
    {
        if (!_similar.TryGetValue(id, out var similar))
        {
            var word = _vocabulary.WordOf(id);
            similar = word.Length < LeastCommon ? -1 : _sentencesOf.Keys.Where(other => IsSimilar(word, _vocabulary.WordOf(other))).Append(-1).First();
            _similar[id] = similar;
        }

        return similar;
    }

    private static bool IsSimilar(string word, string other)
    {
        var common = word.AsSpan().CommonPrefixLength(other);
        return common >= LeastCommon && common >= CommonShare * Math.Max(word.Length, other.Length) && !word.AsSpan().ContainsAnyInRange('0', '9');
    }

    private static HashSet<int> Heading(GivenPassage passage, StatementReader reader)
    {
        var text = $"{passage.Title}\n{passage.Section}";
        return [.. reader.Read(text, 0, text.Length).SelectMany(clause => clause.Terms.Concat(clause.Numbers))];
    }
}
