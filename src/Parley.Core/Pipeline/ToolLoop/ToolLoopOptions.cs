using System.ComponentModel.DataAnnotations;

namespace Parley.Pipeline.ToolLoop;

/// <summary>How far a model may go with its tools within one answer.</summary>
public sealed class ToolLoopOptions
{
    /// <summary>Rounds of calls, after which the model must answer without. Default 8; 1 to 64.</summary>
    [Range(1, 64)]
    public int MaxRounds { get; set; } = 8;

    /// <summary>For one call; then the model is told that the tool took too long. Default 30 s; 10 ms to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan ToolTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
