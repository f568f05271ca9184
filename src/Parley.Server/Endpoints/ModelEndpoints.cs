using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Data;
using Parley.Identity;
using Parley.Models;
using Parley.Models.Prices;
using Parley.Models.Tokens;
using Parley.Pipeline.Degradation;
using Parley.Pipeline.Fallback;
using Parley.Pipeline.Pacing;
using Parley.Pipeline.Resilience;
using Parley.Server.Auth;
using Parley.Server.Endpoints.Contracts;

namespace Parley.Server.Endpoints;

/// <summary>What can answer, how it fares and what it costs.</summary>
internal static class ModelEndpoints
{
    public static void MapModels(this IEndpointRouteBuilder api) =>
        api.MapGet("/models", List).Requires(Rights.ReadContent).WithTags("Models").WithSummary("Lists the configured providers and their models, with health and price");

    private static async Task<Ok<ModelsResponse>> List(
        ModelSelector models, ModelDirectory directory, CircuitBreakers breakers, Pacers pacers, PriceBook prices, FallbackPlan fallback,
        DegradationState degradation, CancellationToken cancellationToken)
    {
        var byDefault = models.Default;
        var providers = await Task.WhenAll(models.Configured.Select(async provider =>
        {
            var listed = await directory.ListAsync(provider, cancellationToken);
            var waiting = pacers.Queues.Where(queue => queue.Provider == provider.Name).Select(queue => (int?)queue.Waiting).FirstOrDefault();
            return new ProviderResponse(
                provider.Name, provider.DisplayName, provider.DefaultModel,
                [.. listed.Models.Select(model => Respond(model, breakers.View(provider.Name, model), prices.Find(provider.Name, model)))],
                listed.Error is null, listed.Error, waiting);
        }));
        return TypedResults.Ok(new ModelsResponse(
            new(byDefault.Name, byDefault.DefaultModel), providers, [.. fallback.Chain.Select(link => new DefaultModel(link.Provider.Name, link.Model))],
            SnakeCaseEnum.Write(degradation.Level)));
    }

    private static ModelResponse Respond(string model, CircuitView circuit, ModelPrice? price) => new(
        model, ModelCatalogue.Find(model) is { IsKnown: true } info ? info.ContextTokens : null, SnakeCaseEnum.Write(circuit.State),
        circuit.State is CircuitState.Open ? (int)Math.Ceiling(circuit.OpenFor.TotalSeconds) : null,
        price is null ? null : new(price.Input, price.Output, price.CachedInput));
}
