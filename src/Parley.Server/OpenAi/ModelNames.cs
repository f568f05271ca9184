using Parley.Models;
using Parley.Server.OpenAi.Errors;

namespace Parley.Server.OpenAi;

/// <summary>
/// The one name by which OpenAI's clients call a model: <c>provider/model</c>, or the model alone where that is clear.
/// </summary>
internal sealed class ModelNames(ModelSelector models, ModelDirectory directory)
{
    public static string Of(string provider, string model) => $"{provider}/{model}";

    /// <summary>A model that chats.</summary>
    /// <exception cref="OpenAiException">There is none of this name, or several.</exception>
    public async Task<ModelSelection> FindChatAsync(string name, CancellationToken cancellationToken) =>
        Qualified(name) is { } qualified ? CheckServes(qualified, name) : await FindBareAsync(name, cancellationToken);

    /// <summary>A model that turns texts into vectors; its provider has a generator.</summary>
    /// <exception cref="OpenAiException">There is none of this name, or several.</exception>
    public ModelSelection FindEmbedding(string name)
    {
        if (Qualified(name) is { } qualified)
        {
            return qualified.Provider.EmbeddingGenerator is null
                ? throw OpenAiException.ModelNotFound($"{qualified.Provider.DisplayName} has no models for embeddings here.")
                : qualified;
        }

        var known = models.Configured.Where(provider => provider.DefaultEmbeddingModel == name).ToList();
        return known is [var only] ? new(only, name)
            : models.Default.EmbeddingGenerator is not null ? new(models.Default, name)
            : throw Unknown(name, known);
    }

    /// <summary>Every model that can be named, the embedding models after those that chat.</summary>
    public async Task<IReadOnlyList<ModelSelection>> ListAsync(CancellationToken cancellationToken)
    {
        var chat = await ListByProviderAsync(cancellationToken);
        var embed = models.Configured.Where(provider => provider.DefaultEmbeddingModel is not null)
            .Select(provider => new ModelSelection(provider, provider.DefaultEmbeddingModel!));
        return [.. chat.SelectMany(listed => listed.Models.Select(model => new ModelSelection(listed.Provider, model))).Concat(embed).Distinct()];
    }

    /// <summary>Null when the name does not begin with a configured provider's.</summary>
    private ModelSelection? Qualified(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var provider = slash <= 0 || slash == name.Length - 1
            ? null
            : models.Configured.FirstOrDefault(provider => name.AsSpan(0, slash).Equals(provider.Name, StringComparison.OrdinalIgnoreCase));
        return provider is null ? null : new(provider, name[(slash + 1)..]);
    }

    private static ModelSelection CheckServes(ModelSelection model, string name) => model.Provider.CanServe(model.Model)
        ? model
        : throw OpenAiException.ModelNotFound($"The model '{Short(name)}' does not exist. GET /v1/models lists those that do.");

    private async Task<ModelSelection> FindBareAsync(string name, CancellationToken cancellationToken)
    {
        // 1. The commonest name needs no lists, which may have to be asked for.
        var byDefault = models.Default;
        if (name == byDefault.DefaultModel)
        {
            return new(byDefault, name);
        }

        // 2. The only provider that lists it.
        var listing = (await ListByProviderAsync(cancellationToken)).Where(listed => listed.Models.Contains(name)).Select(listed => listed.Provider).ToList();
        if (listing is [var only])
        {
            return new(only, name);
        }

        // 3. The default provider, which may serve models that it does not list.
        return byDefault.CanServe(name) ? new(byDefault, name) : throw Unknown(name, listing);
    }

    private async Task<IReadOnlyList<(IModelProvider Provider, IReadOnlyList<string> Models)>> ListByProviderAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(models.Configured.Select(async provider => (provider, (await directory.ListAsync(provider, cancellationToken)).Models)));

    private static OpenAiException Unknown(string name, List<IModelProvider> candidates) => OpenAiException.ModelNotFound(
        candidates.Count > 1
            ? $"Several providers have a model '{Short(name)}'. Say which: {string.Join(" or ", candidates.Select(provider => Of(provider.Name, Short(name))))}."
            : $"The model '{Short(name)}' does not exist. GET /v1/models lists those that do.");

    private static string Short(string name) => name.Length <= 100 ? name : name[..100] + "…";
}
