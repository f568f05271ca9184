using System.ComponentModel;
using System.Text.Json.Serialization;
using Parley.Data;
using Parley.Errors;
using Parley.Knowledge.Library;
using Parley.Knowledge.Retrieval;
using Parley.Knowledge.Vectors;

namespace Parley.Server.Endpoints.Contracts;

/// <summary>Searches one's documents; what is left out is as the installation does it. A field that is not known is refused: misspelt, it would search more than was meant.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record KnowledgeSearchRequest
{
    private const int MaxListed = 100;
    private const int MaxDocuments = 1000;
    private const string NoMember = "Name at least one, or leave it out.";

    [Description("What to search for, in whatever words.")]
    public string? Query { get; init; }

    [Description("Where to search, at least one. Default: in everything one may read.")]
    public IReadOnlyList<CollectionId>? Collections { get; init; }

    [Description("The most passages, 1 to 100.")]
    public int? Top { get; init; }

    [Description("hybrid, keyword or semantic.")]
    public string? Mode { get; init; }

    [Description("weighted or rrf.")]
    public string? Fusion { get; init; }

    [Description("advanced, naive, agentic or graph.")]
    public string? Strategy { get; init; }

    [Description("none, feedback, rewrite or multi_query.")]
    public string? Expansion { get; init; }

    [Description("Passages that score less are left out, 0 to 1.")]
    public double? MinScore { get; init; }

    [Description("Whether misspelt words are corrected.")]
    public bool? Spelling { get; init; }

    [Description("Whether the best are put in order anew.")]
    public bool? Reranking { get; init; }

    [Description("How much variety counts beside relevance, 0 to 1.")]
    public double? Diversity { get; init; }

    [Description("After how many days a document counts half; 0 for never.")]
    public double? HalfLifeDays { get; init; }

    public SearchFilter? Filter { get; init; }

    /// <exception cref="AppException">Something of it is not valid.</exception>
    public SearchRequest ToSearch()
    {
        var errors = new FieldErrors();
        errors.Add("query", string.IsNullOrWhiteSpace(Query) ? "Must not be blank." : null);
        errors.Add("query", HasNul(Query) ? "Must not have NUL characters." : null);
        errors.Add("collections", Collections is { Count: 0 } ? "Name at least one, or leave it out to search everything you may read." : null);
        CheckWords(errors, "filter.media_types", Filter?.MediaTypes);
        CheckWords(errors, "filter.languages", Filter?.Languages);
        CheckWords(errors, "filter.tags", Filter?.Tags);
        errors.Add("filter.documents", Filter?.Documents?.Count > MaxDocuments ? $"Must be at most {MaxDocuments:N0}." : null);
        errors.Add("filter.documents", Filter?.Documents is { Count: 0 } ? NoMember : null);
        var (mode, fusion) = (Choice<SearchMode>(errors, "mode", Mode), Choice<FusionMethod>(errors, "fusion", Fusion));
        var (strategy, expansion) = (Choice<SearchStrategy>(errors, "strategy", Strategy), Choice<QueryExpansion>(errors, "expansion", Expansion));
        errors.Check();
        return new SearchRequest(Query!)
        {
            Collections = Collections is null ? null : [.. Collections.Select(id => id.Value)], Top = Top, Mode = mode, Fusion = fusion, Strategy = strategy,
            Expansion = expansion, MinScore = MinScore, Spelling = Spelling, Reranking = Reranking, Diversity = Diversity, HalfLifeDays = HalfLifeDays, Filter = Filter?.ToFilter(),
        };
    }

    // Of an empty list no member can hold, and nothing would be found.
    private static void CheckWords(FieldErrors errors, string field, IReadOnlyList<string?>? words)
    {
        errors.Add(field, words is { Count: 0 } ? NoMember : null);
        errors.Add(field, words is not null && (words.Count > MaxListed || words.Any(word => word is null || HasNul(word)))
            ? $"Must be at most {MaxListed} texts, without NUL characters." : null);
    }

    private static bool HasNul(string? text) => text?.Contains('\0', StringComparison.Ordinal) is true;

    private static T? Choice<T>(FieldErrors errors, string field, string? text)
        where T : struct, Enum
    {
        if (text is null)
        {
            return null;
        }

        if (SnakeCaseEnum.TryRead<T>(text, out var known))
        {
            return known;
        }

        errors.Add(field, $"Must be one of {string.Join(", ", Enum.GetValues<T>().Select(SnakeCaseEnum.Write))}.");
        return null;
    }
}

/// <summary>
/// Which documents are searched. Every condition that is given must hold; of a list, which has at least one member, one must. One that is not known
/// is refused: passed over, it would let through what it was to keep out.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SearchFilter
{
    public IReadOnlyList<DocumentId>? Documents { get; init; }

    public IReadOnlyList<string>? MediaTypes { get; init; }

    [Description("As ISO 639-1: en.")]
    public IReadOnlyList<string>? Languages { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    [Description("The earliest date of a document.")]
    public DateTime? From { get; init; }

    [Description("The date before which a document must be.")]
    public DateTime? To { get; init; }

    public PassageFilter ToFilter() => new()
    {
        Documents = Documents is null ? null : [.. Documents.Select(id => id.Value)], MediaTypes = MediaTypes, Languages = Languages, Tags = Tags,
        From = From?.ToUniversalTime(), To = To?.ToUniversalTime(),
    };
}

/// <summary>What was found.</summary>
/// <param name="Query">What was searched for in the end.</param>
/// <param name="Corrections">Words that were corrected, and to what.</param>
/// <param name="Further">Queries that were searched for besides.</param>
/// <param name="Sufficient">Whether it is judged to be enough for an answer; null where nobody judged.</param>
/// <param name="Stages">How it was found: what each stage took and gave on.</param>
internal sealed record KnowledgeSearchResponse(
    IReadOnlyList<PassageResponse> Passages, string Query, IReadOnlyDictionary<string, string> Corrections, IReadOnlyList<string> Further, bool? Sufficient,
    IReadOnlyList<SearchStage> Stages)
{
    public static KnowledgeSearchResponse From(SearchResult result) => new(
        [.. result.Passages.Select(PassageResponse.From)], result.Query, result.Corrections, result.Further, result.IsSufficient, result.Stages);
}

/// <summary>A passage that was found.</summary>
/// <param name="Start">In the document's text, in UTF-16 units.</param>
/// <param name="Score">How well it fits, 0 to 1.</param>
/// <param name="Scores">What each stage thought of it.</param>
internal sealed record PassageResponse(
    ChunkId ChunkId, DocumentId DocumentId, CollectionId CollectionId, string Title, string Text, int Start, int End, int? Page, string? Section, double Score,
    DateTime? Date, StageScores Scores)
{
    public static PassageResponse From(FoundPassage found) => new(
        new(found.ChunkId), new(found.DocumentId), new(found.CollectionId), found.Title, found.Text, found.Start, found.End, found.Page, found.Section, found.Score,
        found.Date, found.Scores);
}
