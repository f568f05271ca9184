using Parley.Knowledge.Keywords.Embedded;

namespace Parley.Knowledge.Keywords;

/// <summary>
/// Documents taken apart into what they are found by, for indexes outside this process. It is the embedded index's own work turned around,
/// so that a text has the same terms in every index.
/// </summary>
public sealed class AnalysedDocuments
{
    /// <summary>Raised when texts are taken apart in another way: what was made in an older one has to be made anew.</summary>
    public const int Version = 1;

    private AnalysedDocuments(Segment segment)
    {
        var numbers = new Dictionary<string, int>();
        var words = new int[segment.Words.Count];
        for (var term = 0; term < segment.Terms.Count; term++)
        {
            Texts.Add(new(segment.Terms[term].ToString()) { Passages = segment.PassageCounts[term] });
            numbers.Add(Texts[term].Text, term);
        }

        for (var word = 0; word < words.Length; word++)
        {
            var text = segment.Words[word].ToString();
            if (!numbers.TryGetValue(text, out words[word]))
            {
                words[word] = Texts.Count;
                Texts.Add(new(text));
            }

            Texts[words[word]].Documents = segment.WordCounts[word];
        }

        var passages = segment.Chunks.Select((chunk, i) => new AnalysedPassage(chunk, segment.Documents[segment.DocumentOf[i]].Id, segment.Lengths[i])).ToList();
        for (var term = 0; term < segment.Terms.Count; term++)
        {
            for (var postings = segment.PostingsOf(term); postings.MoveNext();)
            {
                passages[postings.Passage].Terms.Add((term, postings.Count));
            }
        }

        Passages = passages;
        Documents = [.. segment.Documents.Select((document, i) => (document.Id, (IReadOnlyList<int>)[.. segment.WordsOf(i).Select(word => words[word])]))];
    }

    /// <summary>The terms and the words there are, each once. What follows names them by their places here.</summary>
    public List<AnalysedText> Texts { get; } = [];

    public IReadOnlyList<AnalysedPassage> Passages { get; }

    /// <summary>Of each document the words it is written with, to which spelling is corrected.</summary>
    public IReadOnlyList<(Guid Id, IReadOnlyList<int> Words)> Documents { get; }

    public static AnalysedDocuments Of(IEnumerable<IndexedDocument> documents)
    {
        var builder = new SegmentBuilder();
        foreach (var document in documents)
        {
            builder.Add(document);
        }

        return new(builder.Build());
    }
}

/// <summary>A term, a word as it is written and folded, or both.</summary>
public sealed record AnalysedText(string Text)
{
    /// <summary>How many of the passages have it as a term.</summary>
    public int Passages { get; init; }

    /// <summary>How many of the documents have it as a word.</summary>
    public int Documents { get; set; }
}

/// <param name="Length">In terms, as BM25 counts it.</param>
public sealed record AnalysedPassage(Guid ChunkId, Guid DocumentId, int Length)
{
    /// <summary>Each term it has, and how often.</summary>
    public List<(int Text, int Count)> Terms { get; } = [];
}
