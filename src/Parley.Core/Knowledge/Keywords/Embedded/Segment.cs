using Parley.Knowledge.Vectors;

namespace Parley.Knowledge.Keywords.Embedded;

/// <summary>Some documents of a collection, inverted: of each term the passages that have it. Immutable.</summary>
internal sealed class Segment
{
    public required SegmentDocument[] Documents { get; init; }

    /// <summary>Of each passage its id. Those of one document stand together.</summary>
    public required Guid[] Chunks { get; init; }

    /// <summary>Of each passage which document it is of.</summary>
    public required int[] DocumentOf { get; init; }

    /// <summary>Of each passage how many terms it has.</summary>
    public required int[] Lengths { get; init; }

    /// <summary>The stems, which are searched.</summary>
    public required TermTable Terms { get; init; }

    /// <summary>Of each term where its postings begin in <see cref="PostingBytes"/>; one more for the end.</summary>
    public required int[] PostingStarts { get; init; }

    public required byte[] PostingBytes { get; init; }

    /// <summary>Of each term how many passages have it.</summary>
    public required int[] PassageCounts { get; init; }

    /// <summary>The words as they are written, folded: what spelling is corrected to.</summary>
    public required TermTable Words { get; init; }

    /// <summary>Of each word how many documents have it.</summary>
    public required int[] WordCounts { get; init; }

    /// <summary>Of each document the numbers of its words, ascending, as distances: so that its words can be forgotten with it.</summary>
    public required byte[] DocumentWords { get; init; }

    public long Bytes =>
        (Documents.Length * 120L) + (Chunks.Length * 24L) + Terms.Bytes + Words.Bytes + PostingBytes.Length + DocumentWords.Length
        + ((PostingStarts.Length + PassageCounts.Length + WordCounts.Length) * 4L);

    public PostingReader PostingsOf(int term) => new(PostingBytes.AsSpan(PostingStarts[term]..PostingStarts[term + 1]));

    /// <summary>The numbers of the words of a document.</summary>
    public IEnumerable<int> WordsOf(int document)
    {
        var end = document + 1 < Documents.Length ? Documents[document + 1].WordsAt : DocumentWords.Length;
        var word = -1;
        for (var at = Documents[document].WordsAt; at < end;)
        {
            word += (int)Postings.ReadNumber(DocumentWords, ref at);
            yield return word;
        }
    }
}

/// <param name="FirstPassage">The number of its first passage in the segment.</param>
/// <param name="WordsAt">Where its words begin in <see cref="Segment.DocumentWords"/>.</param>
internal readonly record struct SegmentDocument(Guid Id, PassageTraits Traits, int FirstPassage, int PassageCount, int WordsAt);
