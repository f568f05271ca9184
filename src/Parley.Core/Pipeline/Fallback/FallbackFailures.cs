using Parley.Models;
using Parley.Models.Tokens;

namespace Parley.Pipeline.Fallback;

/// <summary>What went wrong on the way down a chain, and the one error that tells it.</summary>
internal sealed class FallbackFailures
{
    private readonly List<(ModelSelection Model, ModelException Error)> _failures = [];

    public ModelException Last => _failures[^1].Error;

    public void Add(ModelSelection model, ModelException error) => _failures.Add((model, error));

    /// <summary>
    /// Whether another model may do what this one could not. A request that is wrong is wrong everywhere, and what a
    /// provider's policy refuses is not sent on to one that may be laxer.
    /// </summary>
    public static bool MayPassOn(ModelException error, ModelSelection from, ModelSelection to) => error.Kind switch
    {
        ModelErrorKind.InvalidRequest or ModelErrorKind.ContentFiltered => false,
        ModelErrorKind.ContextTooLong => ModelCatalogue.Find(to.Model).ContextTokens > ModelCatalogue.Find(from.Model).ContextTokens,
        _ => true,
    };

    /// <summary>The failure to show: the first that may pass, since then trying again helps, else the first.</summary>
    public ModelException ToError()
    {
        if (_failures.Count == 1)
        {
            return Last;
        }

        var shown = _failures.Find(failure => failure.Error.IsRetryable) is { Error: not null } passing ? passing : _failures[0];
        var others = _failures.Where(failure => failure != shown).Select(failure => $"{failure.Model.Provider.Name}/{failure.Model.Model} ({Word(failure.Error.Kind)})");
        return new ModelException(
            shown.Error.Kind, shown.Error.Provider, $"{shown.Error.Message} So did the other models that could have answered: {string.Join(", ", others)}.", shown.Error)
        {
            RetryAfter = _failures.Where(failure => failure.Error.IsRetryable).Min(failure => failure.Error.RetryAfter),
        };
    }

    private static string Word(ModelErrorKind kind) => kind switch
    {
        ModelErrorKind.RateLimited => "rate limit",
        ModelErrorKind.Authentication => "key refused",
        ModelErrorKind.InvalidRequest => "request refused",
        ModelErrorKind.ModelNotFound => "no such model",
        ModelErrorKind.ContentFiltered => "content refused",
        ModelErrorKind.ContextTooLong => "too long",
        ModelErrorKind.Timeout => "too late",
        _ => "unavailable",
    };
}
