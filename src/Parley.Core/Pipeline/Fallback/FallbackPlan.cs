using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Parley.Models;
using Parley.Models.Offline;
using Parley.Models.Tokens;
using Parley.Pipeline.Calls;
using Parley.Pipeline.Degradation;

namespace Parley.Pipeline.Fallback;

/// <summary>Says which models shall serve a call, in order.</summary>
public sealed class FallbackPlan
{
    private readonly IReadOnlyList<FallbackLink> _links;
    private readonly ModelSelector _models;
    private readonly DegradationState _degradation;

    public FallbackPlan(IOptions<FallbackOptions> options, ModelSelector models, DegradationState degradation) =>
        (_links, _models, _degradation) = (FallbackChain.Parse(options.Value.Chain), models, degradation);

    /// <summary>The models of the chain that can be called, in order.</summary>
    public IEnumerable<ModelSelection> Chain => _links.Select(Select).OfType<ModelSelection>();

    internal IReadOnlyList<PlannedLink> For(ModelCallOptions call)
    {
        var builtIn = call.Feature == DegradationState.PeopleFeature ? _models.Find(OfflineProvider.ProviderName) : null;
        if (builtIn is not null && _degradation.IsOutOfReach(call.Model))
        {
            return [BuiltIn(builtIn)];
        }

        _degradation.ThrowIfSwitchedOff();
        var chain = new List<PlannedLink> { new(call.Model, Link: null) };
        if (call.IsOptional)
        {
            return chain;
        }

        foreach (var link in _links)
        {
            if (Select(link) is { } selection && !chain.Exists(planned => planned.Selection == selection))
            {
                chain.Add(new(selection, link));
            }
        }

        // While one call tries whether the model is back, the others must not meet an error where the built-in assistant stood a moment ago.
        if (builtIn is not null && chain.Count == 1 && _degradation.IsBeingTried(call.Model))
        {
            chain.Add(BuiltIn(builtIn));
        }

        // Degraded by an operator: the first choice is spared where there is a second.
        return _degradation.OperatorLevel is DegradationLevel.Degraded && chain.Count > 1 ? chain[1..] : chain;
    }

    private static PlannedLink BuiltIn(IModelProvider provider) => new(new(provider, provider.DefaultModel), new(provider.Name, null));

    private ModelSelection? Select(FallbackLink link) =>
        _models.Find(link.Provider) is { } provider && provider.CanServe(link.Model ?? provider.DefaultModel)
            ? new(provider, link.Model ?? provider.DefaultModel)
            : null;
}

/// <param name="Link">Its parameters; null for the model the request chose.</param>
internal sealed record PlannedLink(ModelSelection Selection, FallbackLink? Link)
{
    /// <summary>The call's options as this model shall get them.</summary>
    public ModelCallOptions Adapt(ModelCallOptions call)
    {
        if (Selection == call.Model)
        {
            return call;
        }

        var own = (ModelCallOptions)call.Clone();
        var info = ModelCatalogue.Find(Selection.Model);
        own.ModelId = Selection.Model;
        own.Temperature = Link?.Temperature ?? call.Temperature;
        own.TopP = Link?.TopP ?? call.TopP;
        own.MaxOutputTokens = Link?.MaxOutputTokens ?? call.MaxOutputTokens;
        if (info.IsKnown)
        {
            own.MaxOutputTokens = own.MaxOutputTokens is { } limit ? Math.Min(limit, info.MaxOutputTokens) : null;
            own.Tools = info.CallsTools ? own.Tools : null;
        }

        return own;
    }
}
