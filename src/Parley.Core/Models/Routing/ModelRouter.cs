using Microsoft.Extensions.Options;
using Parley.Errors;
using Parley.Models.Routing.Complexity;

namespace Parley.Models.Routing;

/// <summary>Chooses a model by how hard a message is, within what the server and the persona allow.</summary>
public sealed class ModelRouter(ModelSelector models, IOptions<RoutingOptions> options)
{
    /// <summary>The name by which a request asks for routing.</summary>
    public const string Auto = "auto";

    private readonly RoutingOptions _options = options.Value;

    /// <summary>Whether a request is the router's to decide, or to record. Otherwise <see cref="ModelSelector"/> alone decides.</summary>
    public bool Decides(string? model) => _options.Enabled || IsAuto(model);

    /// <exception cref="AppException">
    /// <see cref="ErrorCode.ValidationError"/>: the model may not be chosen, does not exist, or <c>auto</c> has nothing to choose from.
    /// </exception>
    public RouteDecision Route(RouteRequest request)
    {
        var isExplicit = !IsAuto(request.Model) && (request.Model ?? request.Provider) is not null;
        return isExplicit ? Chosen(request) : Routed(request);
    }

    private static bool IsAuto(string? model) => Auto.Equals(model, StringComparison.OrdinalIgnoreCase);

    private RouteDecision Chosen(RouteRequest request)
    {
        var field = request.Model is null ? "provider" : "model";
        if (request.Policy is { AllowOverride: false } policy)
        {
            throw AppException.Invalid(field, $"The policy of the {policy.Name} does not let a request choose its model. Leave provider and model out.");
        }

        // A persona may allow no more than the server does.
        if (!_options.AllowOverride)
        {
            throw AppException.Invalid(field, "This server chooses the model by itself (Routing:AllowOverride is off). Leave provider and model out.");
        }

        var selection = models.Select(request.Provider, request.Model);
        return new(selection, TierOf(selection), "chosen by the request");
    }

    private RouteDecision Routed(RouteRequest request)
    {
        var complexity = ComplexityClassifier.Classify(new(request.Text)
        {
            Depth = request.Depth,
            HasSchemaOrTools = request.HasSchemaOrTools,
            PreviousTier = request.PreviousTier,
        });
        var (wanted, note) = Bound(complexity.Tier, request.Policy, out var min, out var max);
        foreach (var tier in Fallbacks(wanted, min, max))
        {
            if (FirstConfigured(tier, request.Provider) is { } selection)
            {
                note += tier == wanted ? "" : $"; no model of the {Name(wanted)} tier is configured, {Name(tier)} serves";
                return new(selection, tier, complexity.Reason + note);
            }
        }

        if (IsAuto(request.Model) || request.Policy is { AllowOverride: false } || !_options.AllowOverride)
        {
            throw NothingToChoose(request, min, max);
        }

        var byDefault = models.Select(null, null);
        return new(byDefault, TierOf(byDefault), $"{complexity.Reason}{note}; no model of any tier allowed is configured, the default serves");
    }

    // Policies only narrow one another. Where two contradict, the lower bound of cost wins: a ceiling is a promise about money.
    private (RouteTier Tier, string Note) Bound(RouteTier tier, RoutePolicy? policy, out RouteTier min, out RouteTier max)
    {
        max = Min(_options.MaxTier, policy?.MaxTier ?? RouteTier.Premium);
        min = Min(Max(_options.MinTier, policy?.MinTier ?? RouteTier.Economy), max);
        var bounded = Max(min, Min(max, tier));
        var whose = policy is { MinTier: not null } or { MaxTier: not null } ? $"the policy of the {policy.Name}" : "the server's policy";
        return (bounded, bounded == tier ? "" : $"; {(bounded > tier ? "raised" : "lowered")} to {Name(bounded)} by {whose}");
    }

    /// <summary>The tier itself, then the next higher ones, then the next lower ones.</summary>
    private static IEnumerable<RouteTier> Fallbacks(RouteTier tier, RouteTier min, RouteTier max)
    {
        for (var next = tier; next <= max; next++)
        {
            yield return next;
        }

        for (var next = tier - 1; next >= min; next--)
        {
            yield return next;
        }
    }

    private ModelSelection? FirstConfigured(RouteTier tier, string? onlyProvider) =>
        _options.Tiers.Of(tier)
            .Select(text => ModelLink.TryParse(text, out var link) ? link : default)
            .Where(link => onlyProvider is null || onlyProvider.Equals(link.Provider, StringComparison.OrdinalIgnoreCase))
            .Select(Find).FirstOrDefault(selection => selection is not null);

    private ModelSelection? Find(ModelLink link) =>
        models.Configured.FirstOrDefault(provider => provider.Name.Equals(link.Provider, StringComparison.OrdinalIgnoreCase)) is { } provider
            && provider.CanServe(link.Model)
            ? new(provider, link.Model)
            : null;

    private RouteTier? TierOf(ModelSelection selection)
    {
        foreach (var tier in Enum.GetValues<RouteTier>())
        {
            if (_options.Tiers.Of(tier).Any(text => ModelLink.TryParse(text, out var link) && link.Model == selection.Model
                && link.Provider.Equals(selection.Provider.Name, StringComparison.OrdinalIgnoreCase)))
            {
                return tier;
            }
        }

        return null;
    }

    private AppException NothingToChoose(RouteRequest request, RouteTier min, RouteTier max) => AppException.Invalid(
        "model",
        Enum.GetValues<RouteTier>().All(tier => _options.Tiers.Of(tier).Count == 0)
            ? "Routing is not set up here: no tier has a model. Name a model, or list models under Routing:Tiers."
            : $"No model of the tiers {Name(min)} to {Name(max)} is configured{(request.Provider is null ? "" : $" at the provider '{request.Provider}'")}. "
                + "Set the key of a provider listed under Routing:Tiers, or name a model.");

    private static string Name(RouteTier tier) => Complexity.ComplexityClassifier.Name(tier);

    private static RouteTier Min(RouteTier a, RouteTier b) => a < b ? a : b;

    private static RouteTier Max(RouteTier a, RouteTier b) => a > b ? a : b;
}
