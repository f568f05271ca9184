namespace Parley.Knowledge.Keywords.Embedded;

/// <summary>Writes the postings of one term after the other, and in the end the segment.</summary>
internal sealed class PostingWriter(int terms)
{
    private readonly NumberBytes _bytes = new();
    private readonly int[] _starts = new int[terms + 1];
    private readonly int[] _passageCounts = new int[terms];
    private int _term;
    private int _last = -1;

    public void Add(int passage, int count)
    {
        _bytes.WritePosting(passage - _last, count);
        _last = passage;
        _passageCounts[_term]++;
    }

    public void EndTerm()
    {
        _last = -1;
        _starts[++_term] = _bytes.Length;
    }

    public Segment Complete(
        TermTable termTable, TermTable words, int[] wordCounts, byte[] documentWords, SegmentDocument[] documents, Guid[] chunks, int[] documentOf, int[] lengths) => new()
        {
            Terms = termTable,
            PostingBytes = _bytes.ToArray(),
            PostingStarts = _starts,
            PassageCounts = _passageCounts,
            Words = words,
            WordCounts = wordCounts,
            DocumentWords = documentWords,
            Documents = documents,
            Chunks = chunks,
            DocumentOf = documentOf,
            Lengths = lengths,
        };
}
