using System.ComponentModel.DataAnnotations;

namespace Parley.Pipeline.KnowledgeTasks;

/// <summary>Which model knowledge may ask to rewrite and to judge. Section <c>Knowledge:Model</c>.</summary>
public sealed class KnowledgeModelOptions
{
    /// <summary>
    /// <c>provider</c> or <c>provider/model</c> (KNOWLEDGE_MODEL). Default none: rules and words do it. It is never chosen by itself, since what is
    /// asked holds questions and passages: the operator decides who gets to see them, and who is paid for it.
    /// </summary>
    public string? Name { get; set; }

    /// <summary>The longest that one answer is waited for; what asked then does without. Default 8 s; 0.1 s to 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>
    /// The longest answer, in tokens; a longer one counts as none. Models that think before they answer need more. Default 600; 16 to 16,000.
    /// </summary>
    [Range(16, 16_000)]
    public int MaxAnswerTokens { get; set; } = 600;

    /// <summary>The provider's name, and the model's where one is named.</summary>
    internal (string Provider, string? Model)? Link => Name?.Trim() is not { Length: > 0 } name ? null
        : name.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? (name[..slash].Trim(), name[(slash + 1)..].Trim())
        : (name, null);
}
