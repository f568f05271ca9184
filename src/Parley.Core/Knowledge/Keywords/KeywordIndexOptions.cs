using System.ComponentModel.DataAnnotations;

namespace Parley.Knowledge.Keywords;

/// <summary>The embedded keyword index. Section <c>Knowledge:Keywords</c>.</summary>
public sealed class KeywordIndexOptions
{
    /// <summary>
    /// How much memory the indexes of all collections may take together, in bytes; beyond it, those that were not searched for the longest
    /// are let go of, and made anew when they are. Default 1 GiB; 16 MiB to 64 GiB. 64,000 passages of 200 words take about 40 MiB.
    /// </summary>
    [Range(16L * 1024 * 1024, 64L * 1024 * 1024 * 1024)]
    public long MaxBytes { get; set; } = 1024L * 1024 * 1024;
}
