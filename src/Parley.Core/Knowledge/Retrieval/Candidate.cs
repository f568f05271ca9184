namespace Parley.Knowledge.Retrieval;

/// <summary>A passage on its way through the stages.</summary>
internal sealed class Candidate
{
    public required Guid ChunkId { get; init; }

    public required Guid DocumentId { get; init; }

    public required Guid CollectionId { get; init; }

    public required string Title { get; init; }

    public required string Text { get; init; }

    public required int Start { get; init; }

    public required int End { get; init; }

    public int? Page { get; init; }

    public string? Section { get; init; }

    public required DateTime Date { get; init; }

    /// <summary>What puts candidates in order, 0 to 1.</summary>
    public double Score { get; set; }

    public StageScores Scores { get; set; } = new();

    /// <summary>The title and the headings above it, which say what it is about.</summary>
    public string Heading => Section is null ? Title : $"{Title}\n{Section}";

    public FoundPassage ToPassage() => new(ChunkId, DocumentId, CollectionId, Title, Text, Start, End, Page, Section, Math.Round(Score, 6))
    {
        Date = Date,
        Scores = Scores,
    };

    /// <summary>The same with what another passage of its document says further on. It is known by the better of both.</summary>
    public Candidate Extend(string text, int end, Candidate by)
    {
        var better = by.Score > Score ? by : this;
        return new Candidate
        {
            ChunkId = better.ChunkId,
            DocumentId = DocumentId,
            CollectionId = CollectionId,
            Title = Title,
            Text = text,
            Start = Start,
            End = end,
            Page = Page,
            Section = Section,
            Date = Date,
            Score = better.Score,
            Scores = better.Scores,
        };
    }
}
