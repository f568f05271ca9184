using Parley.Identity;

namespace Parley.Knowledge.Retrieval;

/// <summary>A model that reads a query and a passage together and says how well they fit: a cross-encoder, by a provider's API.</summary>
public interface IPassageScorer
{
    /// <summary>Whether there is a model to ask.</summary>
    bool IsConfigured { get; }

    /// <summary>How well each text fits, in their order, 0 to 1; null when the model could not be asked: what was found stays as it is.</summary>
    Task<IReadOnlyList<double>?> ScoreAsync(string query, IReadOnlyList<string> texts, Caller caller, CancellationToken cancellationToken);
}
