using Parley.Knowledge.Vectors;

namespace Parley.Knowledge.Keywords.Embedded;

/// <summary>A segment without the documents that have gone or changed since it was made. Immutable: removing gives another.</summary>
internal sealed class LiveSegment
{
    private readonly bool[]? _removed;
    private readonly Dictionary<int, int> _wordsRemoved = [];

    public LiveSegment(Segment segment)
    {
        Segment = segment;
        Passages = segment.Chunks.Length;
        TotalLength = segment.Lengths.Sum(length => (long)length);
        DocumentCount = segment.Documents.Length;
    }

    private LiveSegment(LiveSegment before, IEnumerable<int> documents)
        : this(before.Segment)
    {
        (Passages, TotalLength, DocumentCount) = (before.Passages, before.TotalLength, before.DocumentCount);
        _removed = before._removed is null ? new bool[Segment.Documents.Length] : [.. before._removed];
        _wordsRemoved = new Dictionary<int, int>(before._wordsRemoved);
        foreach (var document in documents)
        {
            Remove(document, _removed);
        }
    }

    public Segment Segment { get; }

    /// <summary>How many passages are left.</summary>
    public int Passages { get; private set; }

    /// <summary>How many terms they have together.</summary>
    public long TotalLength { get; private set; }

    public int DocumentCount { get; private set; }

    /// <summary>Whether so much is gone that it pays to write it anew.</summary>
    public bool IsWorn => Passages < Segment.Chunks.Length * 3 / 4;

    public bool IsLive(int document) => _removed is null || !_removed[document];

    /// <param name="documents">Numbers in the segment, of documents that are there.</param>
    public LiveSegment Without(IReadOnlyCollection<int> documents) => documents.Count == 0 ? this : new LiveSegment(this, documents);

    /// <summary>How many of the passages that are left have the term.</summary>
    public int PassagesWith(int term)
    {
        if (_removed is null)
        {
            return Segment.PassageCounts[term];
        }

        var count = 0;
        var postings = Segment.PostingsOf(term);
        while (postings.MoveNext())
        {
            count += _removed[Segment.DocumentOf[postings.Passage]] ? 0 : 1;
        }

        return count;
    }

    /// <summary>How many of the documents that are left have the word.</summary>
    public int DocumentsWith(ReadOnlySpan<char> word) =>
        Segment.Words.Find(word) is >= 0 and var number ? DocumentsWith(number) : 0;

    public int DocumentsWith(int word) => Segment.WordCounts[word] - _wordsRemoved.GetValueOrDefault(word);

    /// <summary>Of each document whether its passages may be found; null where all may.</summary>
    public bool[]? Allowed(PassageFilter? filter)
    {
        if (filter is null && _removed is null)
        {
            return null;
        }

        var allowed = new bool[Segment.Documents.Length];
        var test = filter is null ? null : new TraitTest(filter);
        for (var i = 0; i < allowed.Length; i++)
        {
            allowed[i] = IsLive(i) && (test is null || test.Holds(Segment.Documents[i].Traits));
        }

        return allowed;
    }

    private void Remove(int document, bool[] removed)
    {
        removed[document] = true;
        DocumentCount--;
        var (first, count) = (Segment.Documents[document].FirstPassage, Segment.Documents[document].PassageCount);
        Passages -= count;
        foreach (var length in Segment.Lengths.AsSpan(first, count))
        {
            TotalLength -= length;
        }

        foreach (var word in Segment.WordsOf(document))
        {
            _wordsRemoved[word] = _wordsRemoved.GetValueOrDefault(word) + 1;
        }
    }
}
