namespace Parley.Knowledge.Keywords.Embedded;

/// <summary>Makes one segment of several, without what was removed from them.</summary>
internal static class SegmentMerger
{
    private const int Gone = -1;

    public static Segment Merge(IReadOnlyList<LiveSegment> parts)
    {
        // 1. The documents and passages that are left, numbered anew.
        var documents = new List<SegmentDocument>();
        var chunks = new List<Guid>();
        var documentOf = new List<int>();
        var lengths = new List<int>();
        var documentWords = new NumberBytes();
        var words = new Vocabulary();
        var wordCounts = new List<int>();
        var passages = new List<int[]>(parts.Count);
        foreach (var part in parts)
        {
            var numbers = new int[part.Segment.Chunks.Length];
            Array.Fill(numbers, Gone);
            passages.Add(numbers);
            for (var i = 0; i < part.Segment.Documents.Length; i++)
            {
                if (!part.IsLive(i))
                {
                    continue;
                }

                var document = part.Segment.Documents[i];
                documents.Add(document with { FirstPassage = chunks.Count, WordsAt = documentWords.Length });
                for (var passage = document.FirstPassage; passage < document.FirstPassage + document.PassageCount; passage++)
                {
                    numbers[passage] = chunks.Count;
                    chunks.Add(part.Segment.Chunks[passage]);
                    documentOf.Add(documents.Count - 1);
                    lengths.Add(part.Segment.Lengths[passage]);
                }

                documentWords.WriteAscending(CountWords(part.Segment, i, words, wordCounts));
            }
        }

        // 2. Their terms, and the postings of each from part to part, which keeps passages in order.
        var terms = new Vocabulary();
        foreach (var part in parts)
        {
            for (var i = 0; i < part.Segment.Terms.Count; i++)
            {
                if (part.PassagesWith(i) > 0)
                {
                    terms.NumberOf(part.Segment.Terms[i]);
                }
            }
        }

        var postings = new PostingWriter(terms.Count);
        foreach (var term in terms.Words)
        {
            for (var i = 0; i < parts.Count; i++)
            {
                if (parts[i].Segment.Terms.Find(term) is >= 0 and var number)
                {
                    Copy(parts[i].Segment.PostingsOf(number), passages[i], postings);
                }
            }

            postings.EndTerm();
        }

        return postings.Complete(new TermTable(terms.Words), new TermTable(words.Words), [.. wordCounts], documentWords.ToArray(),
            [.. documents], [.. chunks], [.. documentOf], [.. lengths]);
    }

    private static List<int> CountWords(Segment segment, int document, Vocabulary words, List<int> counts)
    {
        var numbers = new List<int>();
        foreach (var word in segment.WordsOf(document))
        {
            var number = words.NumberOf(segment.Words[word]);
            if (number == counts.Count)
            {
                counts.Add(0);
            }

            counts[number]++;
            numbers.Add(number);
        }

        return numbers;
    }

    private static void Copy(PostingReader from, int[] passages, PostingWriter to)
    {
        while (from.MoveNext())
        {
            if (passages[from.Passage] != Gone)
            {
                to.Add(passages[from.Passage], from.Count);
            }
        }
    }
}
