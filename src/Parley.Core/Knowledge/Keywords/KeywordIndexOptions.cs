using System.ComponentModel.DataAnnotations;

namespace Parley.Knowledge.Keywords;

/// <summary>What finds passages by their words. Section <c>Knowledge:Keywords</c>.</summary>
public sealed class KeywordIndexOptions
{
    public const string Embedded = "embedded";
    public const string Postgres = "postgres";

    /// <summary>
    /// Where the index is: <c>embedded</c>, in the memory of each process, or <c>postgres</c>, in the database (KEYWORD_INDEX).
    /// Default: postgres where that is the database, embedded otherwise.
    /// </summary>
    [AllowedValues(null, Embedded, Postgres, ErrorMessage = "KEYWORD_INDEX must be embedded or postgres.")]
    public string? Index { get; set; }

    /// <summary>The index that is used when none was chosen. Set by whoever knows the database; embedded otherwise.</summary>
    public string Default { get; set; } = Embedded;

    /// <summary>
    /// Of the embedded index: how much memory the indexes of all collections may take together, in bytes; beyond it, those that were not searched
    /// for the longest are let go of, and made anew when they are. Default 1 GiB; 16 MiB to 64 GiB. 64,000 passages of 200 words take about 40 MiB.
    /// </summary>
    [Range(16L * 1024 * 1024, 64L * 1024 * 1024 * 1024)]
    public long MaxBytes { get; set; } = 1024L * 1024 * 1024;

    /// <summary>
    /// Of the index in PostgreSQL: how many passages one search puts in order at most, those with the rarest words of the query first. Default 10,000;
    /// 1,000 to 1,000,000. A search takes about as long as it puts passages in order.
    /// </summary>
    [Range(1000, 1_000_000)]
    public int MaxCandidates { get; set; } = 10_000;

    /// <summary>
    /// Of the index in PostgreSQL: how long a search waits while many documents that have just come are taken in, before it goes on with what there is.
    /// Default 30 s; 0.1 s to 10 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(30);
}
