using System.Text.Json.Serialization;

namespace Parley.Knowledge.Citations;

/// <summary>A citation in an answer, and whether it is true. All offsets are in UTF-16 units.</summary>
/// <param name="Number">Of the source, as the answer has it.</param>
/// <param name="Start">Of the marker in the answer. Numbers in one bracket share it.</param>
/// <param name="End">Behind the marker.</param>
/// <param name="ClaimStart">Of what it stands for, the sentence or clause; with <paramref name="ClaimEnd"/> a span of the answer.</param>
public sealed record Citation(int Number, int Start, int End, int ClaimStart, int ClaimEnd, CitationVerdict Verdict)
{
    /// <summary>The quoted words it stands for; null where it quotes nothing.</summary>
    public CitedQuote? Quote { get; init; }

    /// <summary>What in the documents supports it, or, for an altered quote, what is nearest to it; null where nothing is.</summary>
    public Evidence? Evidence { get; init; }

    /// <summary>The part of the claim, 0 to 1, that the passage covers: rare words weigh more.</summary>
    public double? Support { get; init; }

    /// <summary>What is wrong, in words for people; null for a verified one.</summary>
    public string? Reason { get; init; }
}

/// <summary>What was found out about a citation; in snake_case on the wire.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CitationVerdict>))]
public enum CitationVerdict
{
    /// <summary>The source was given, has the quoted words, and says what the claim says.</summary>
    [JsonStringEnumMemberName("verified")]
    Verified,

    /// <summary>No source of this number was given to whoever wrote the answer.</summary>
    [JsonStringEnumMemberName("unknown_source")]
    UnknownSource,

    /// <summary>The quoted words do not stand in the source like that.</summary>
    [JsonStringEnumMemberName("altered_quote")]
    AlteredQuote,

    /// <summary>The source does not say this.</summary>
    [JsonStringEnumMemberName("unsupported")]
    Unsupported,
}

/// <param name="Start">Of the quoted words in the answer, without the quotation marks.</param>
/// <param name="IsExact">Letter for letter; false: but for case, white space, hyphens, ellipses and the like, or not at all.</param>
public sealed record CitedQuote(int Start, int End, bool IsExact);

/// <summary>A span of a source.</summary>
/// <param name="Number">Which source.</param>
/// <param name="Start">In the document's text.</param>
/// <param name="Similarity">1 where the words stand there; for the nearest to an altered quote the part of its words that does.</param>
public sealed record Evidence(int Number, int Start, int End, double Similarity);

/// <summary>A sentence that states something and cites nothing.</summary>
/// <param name="SupportedBy">What would have supported it; null where no source does.</param>
public sealed record UncitedClaim(int Start, int End, Evidence? SupportedBy);

/// <summary>What was found out about an answer.</summary>
/// <param name="Citations">In the order of the answer.</param>
/// <param name="Uncited">In the order of the answer.</param>
/// <param name="IsComplete">False: the answer has more citations or sentences than are looked at.</param>
public sealed record CitationReport(IReadOnlyList<Citation> Citations, IReadOnlyList<UncitedClaim> Uncited, bool IsComplete)
{
    public static CitationReport Empty { get; } = new([], [], true);
}
