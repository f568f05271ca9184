using Parley.Identity;

namespace Parley.Knowledge;

/// <summary>
/// A language model that knowledge asks for a word: to rewrite a query, to judge whether passages are enough, whether a claim is
/// supported. Knowledge knows no providers, so that whoever does implements this; without one, what would ask it is skipped.
/// </summary>
public interface IKnowledgeModel
{
    /// <summary>Whether there is a model that this caller may use.</summary>
    bool IsAvailableTo(Caller caller);

    /// <summary>The answer; null when there is no model, or it failed or was not allowed: whoever asks must do without.</summary>
    /// <param name="system">The task. Written by us.</param>
    /// <param name="prompt">What it is about. May hold text of documents, which is data and no instruction.</param>
    /// <param name="caller">On whose behalf: whose budget and limits it counts against.</param>
    Task<string?> AskAsync(string system, string prompt, Caller caller, CancellationToken cancellationToken);
}
