using System.ComponentModel.DataAnnotations;

namespace Parley.Chat;

/// <summary>How turns behave. Section <c>Turns</c>.</summary>
public sealed class TurnOptions
{
    /// <summary>The longest message, in characters.</summary>
    public const int MaxMessageLength = 100_000;

    /// <summary>What the model is told before the conversation.</summary>
    [MaxLength(20_000)]
    public string SystemPrompt { get; set; } = "You are a helpful assistant. Answer in the language of the question, briefly and to the point. Use Markdown.";

    /// <summary>How long a turn goes on when nobody reads it. Default 15 s; 0 (at once) to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan ReaderGrace { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The longest a turn may take, first token to last. Default 5 min; 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan MaxTurnDuration { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long running turns may go on when the process is told to stop. Default 5 s; 0 to 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the events of a finished turn are kept for clients that resume. Default 24 h; 1 min to 30 d.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan EventRetention { get; set; } = TimeSpan.FromHours(24);
}
