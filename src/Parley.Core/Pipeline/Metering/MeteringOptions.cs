using System.ComponentModel.DataAnnotations;

namespace Parley.Pipeline.Metering;

/// <summary>How long answers may be under a budget. Section <c>Budgets</c>.</summary>
public sealed class MeteringOptions
{
    /// <summary>
    /// Under a budget the most a call can cost is set aside before it is made, and so its answer must have a longest length.
    /// This is the one of a request that names none. Default 4096 tokens; 16 to 1,000,000.
    /// </summary>
    [Range(16, 1_000_000)]
    public int AnswerTokens { get; set; } = 4096;

    /// <summary>
    /// When less is left in a budget, such an answer may be made shorter, but not shorter than this: then the request is
    /// refused. Default 256 tokens; 1 to 1,000,000.
    /// </summary>
    [Range(1, 1_000_000)]
    public int ShortestAnswerTokens { get; set; } = 256;
}
