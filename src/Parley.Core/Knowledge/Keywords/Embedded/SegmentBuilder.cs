using System.Runtime.InteropServices;
using Parley.Knowledge.Keywords.Analysis;

namespace Parley.Knowledge.Keywords.Embedded;

/// <summary>Inverts documents. For one thread and one segment.</summary>
internal sealed class SegmentBuilder
{
    private const int TitleWeight = 2;

    private readonly Vocabulary _words = new();
    private readonly Vocabulary _terms = new();

    // Of each word the number of its stem; -1 while it was not stemmed, by whether it is to be.
    private readonly List<(int Stemmed, int Plain)> _termOf = [];
    private readonly List<SegmentDocument> _documents = [];
    private readonly List<Guid> _chunks = [];
    private readonly List<int> _documentOf = [];
    private readonly List<int> _lengths = [];
    private readonly List<(int Term, int Passage, int Count)> _entries = [];
    private readonly NumberBytes _documentWords = new();
    private readonly List<int> _wordCounts = [];
    private readonly HashSet<int> _ofDocument = [];
    private readonly Dictionary<int, int> _ofPassage = [];

    /// <summary>How many postings there are, which is what takes memory and time.</summary>
    public int Size => _entries.Count;

    public void Add(IndexedDocument document)
    {
        var words = _documentWords.Length;
        _documents.Add(new SegmentDocument(document.Id, document.Traits, _chunks.Count, document.Passages.Count, words));
        foreach (var passage in document.Passages)
        {
            var length = Count(document.Title, document.Stems, TitleWeight)
                + Count(passage.Section, document.Stems, 1)
                + Count(passage.Text, document.Stems, 1);
            foreach (var (term, count) in _ofPassage)
            {
                _entries.Add((term, _chunks.Count, count));
            }

            _ofPassage.Clear();
            _chunks.Add(passage.ChunkId);
            _documentOf.Add(_documents.Count - 1);
            _lengths.Add(length);
        }

        _documentWords.WriteAscending(_ofDocument);
        foreach (var word in _ofDocument)
        {
            _wordCounts[word]++;
        }

        _ofDocument.Clear();
    }

    public Segment Build()
    {
        // A counting sort by term; passages stay in their order.
        var counts = new int[_terms.Count];
        foreach (var (term, _, _) in _entries)
        {
            counts[term]++;
        }

        var next = new int[counts.Length];
        for (var i = 1; i < next.Length; i++)
        {
            next[i] = next[i - 1] + counts[i - 1];
        }

        var sorted = new (int Passage, int Count)[_entries.Count];
        foreach (var (term, passage, count) in _entries)
        {
            sorted[next[term]++] = (passage, count);
        }

        var postings = new PostingWriter(counts.Length);
        for (int term = 0, at = 0; term < counts.Length; term++)
        {
            for (var end = at + counts[term]; at < end; at++)
            {
                postings.Add(sorted[at].Passage, sorted[at].Count);
            }

            postings.EndTerm();
        }

        return postings.Complete(new TermTable(_terms.Words), new TermTable(_words.Words), [.. _wordCounts], _documentWords.ToArray(),
            [.. _documents], [.. _chunks], [.. _documentOf], [.. _lengths]);
    }

    private int Count(string? text, bool stems, int weight)
    {
        var length = 0;
        var reader = new TermReader(text);
        while (reader.MoveNext())
        {
            if (reader.IsStop)
            {
                continue;
            }

            var word = WordOf(reader.Word);
            if (!reader.IsWhole)
            {
                _ofDocument.Add(word);
            }

            var term = TermOf(word, reader.Word, stems);
            CollectionsMarshal.GetValueRefOrAddDefault(_ofPassage, term, out _) += weight;
            length += reader.IsWhole ? 0 : weight;
        }

        return length;
    }

    private int WordOf(ReadOnlySpan<char> folded)
    {
        var word = _words.NumberOf(folded);
        if (word == _termOf.Count)
        {
            _termOf.Add((-1, -1));
            _wordCounts.Add(0);
        }

        return word;
    }

    private int TermOf(int word, ReadOnlySpan<char> folded, bool stems)
    {
        var (stemmed, plain) = _termOf[word];
        if (stems && stemmed < 0)
        {
            _termOf[word] = (stemmed = _terms.NumberOf(Terms.Stem(folded)), plain);
        }
        else if (!stems && plain < 0)
        {
            _termOf[word] = (stemmed, plain = _terms.NumberOf(folded));
        }

        return stems ? stemmed : plain;
    }
}
