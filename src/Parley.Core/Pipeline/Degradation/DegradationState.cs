using Microsoft.Extensions.Options;
using Parley.Data;
using Parley.Errors;
using Parley.Models;
using Parley.Models.Offline;
using Parley.Operations;
using Parley.Pipeline.Fallback;
using Parley.Pipeline.Resilience;

namespace Parley.Pipeline.Degradation;

/// <summary>
/// The degradation level: found from the health of the default model and of the chain behind it, or set by an operator,
/// whichever is worse. A model counts as gone while its circuit is open.
/// </summary>
public sealed class DegradationState(
    OperatorSettings settings, CircuitBreakers breakers, ModelSelector models, IOptions<FallbackOptions> fallback)
{
    /// <summary>The feature whose calls come from people at the page or the terminal. Programs get errors, never the built-in assistant instead.</summary>
    public const string PeopleFeature = "chat";

    private const string SettingName = "degradation.level";

    private readonly IReadOnlyList<FallbackLink> _links = FallbackChain.Parse(fallback.Value.Chain);

    public DegradationLevel Level => OperatorLevel is { } set && set > Automatic ? set : Automatic;

    /// <summary>What an operator has set; null leaves it to the health of the models.</summary>
    public DegradationLevel? OperatorLevel =>
        settings.Find(SettingName) is { } text ? SnakeCaseEnum.Read<DegradationLevel>(text) : null;

    /// <summary>What the health of the models makes it.</summary>
    public DegradationLevel Automatic
    {
        get
        {
            var first = models.Default;
            return State(first, first.DefaultModel) is not CircuitState.Open ? DegradationLevel.Full
                : Links.Any(link => State(link.Provider, link.Model) is not CircuitState.Open) ? DegradationLevel.Degraded
                : DegradationLevel.Minimal;
        }
    }

    /// <summary>Writes the operator's level, in the transaction that the context is in. It holds after <see cref="RefreshAsync"/>.</summary>
    public Task SetAsync(ParleyDbContext db, DegradationLevel? level, CancellationToken cancellationToken) =>
        settings.SetAsync(db, SettingName, level is null or DegradationLevel.Full ? null : SnakeCaseEnum.Write(level.Value), cancellationToken);

    /// <summary>Takes over what was written; else that happens within seconds.</summary>
    public Task RefreshAsync(CancellationToken cancellationToken) => settings.RefreshAsync(cancellationToken);

    /// <summary>Whether a call for that model has nobody to go to: an operator said so, or it and the chain are left alone.</summary>
    internal bool IsOutOfReach(ModelSelection model) =>
        OperatorLevel >= DegradationLevel.Minimal || (Automatic >= DegradationLevel.Minimal && State(model.Provider, model.Model) is CircuitState.Open);

    /// <summary>Whether one call may find out if the model is back, while nothing else is known to work either.</summary>
    internal bool IsBeingTried(ModelSelection model) =>
        State(model.Provider, model.Model) is CircuitState.HalfOpen
        && State(models.Default, models.Default.DefaultModel) is not CircuitState.Closed
        && Links.All(link => State(link.Provider, link.Model) is not CircuitState.Closed);

    /// <exception cref="AppException">An operator has switched the models off.</exception>
    internal void ThrowIfSwitchedOff()
    {
        if (OperatorLevel >= DegradationLevel.Minimal)
        {
            throw new AppException(ErrorCode.ServiceUnavailable, "An operator has switched the models off for now. Try again later.") { Retryable = true, RetryAfter = TimeSpan.FromSeconds(60) };
        }
    }

    // The models of the chain, the built-in assistant apart.
    private IEnumerable<ModelSelection> Links => _links
        .Where(link => link.Provider != OfflineProvider.ProviderName)
        .Select(link => models.Find(link.Provider) is { } provider ? new ModelSelection(provider, link.Model ?? provider.DefaultModel) : null)
        .OfType<ModelSelection>();

    private CircuitState State(IModelProvider provider, string model) => breakers.View(provider.Name, model).State;
}
