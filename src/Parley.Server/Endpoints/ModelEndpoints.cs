using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Models;
using Parley.Models.Tokens;
using Parley.Server.Endpoints.Contracts;

namespace Parley.Server.Endpoints;

/// <summary>What can answer.</summary>
internal static class ModelEndpoints
{
    public static void MapModels(this IEndpointRouteBuilder api) =>
        api.MapGet("/models", List).WithTags("Models").WithSummary("Lists the configured providers and their models");

    private static async Task<Ok<ModelsResponse>> List(ModelSelector models, ModelDirectory directory, CancellationToken cancellationToken)
    {
        var byDefault = models.Default;
        var providers = await Task.WhenAll(models.Configured.Select(async provider =>
        {
            var listed = await directory.ListAsync(provider, cancellationToken);
            return new ProviderResponse(
                provider.Name, provider.DisplayName, provider.DefaultModel,
                [.. listed.Models.Select(model => new ModelResponse(model, ModelCatalogue.Find(model) is { IsKnown: true } info ? info.ContextTokens : null))], listed.Error is null, listed.Error);
        }));
        return TypedResults.Ok(new ModelsResponse(new(byDefault.Name, byDefault.DefaultModel), providers));
    }
}
