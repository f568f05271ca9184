using Microsoft.Extensions.Options;
using Parley.Errors;

namespace Parley.Models;

/// <summary>Decides which provider and model serve a request.</summary>
public sealed class ModelSelector(IEnumerable<IModelProvider> providers, IOptions<ModelOptions> options)
{
    private readonly IReadOnlyList<IModelProvider> _providers = [.. providers];

    /// <summary>The providers that can be used now, most preferred first.</summary>
    public IEnumerable<IModelProvider> Configured => _providers.Where(provider => provider.IsConfigured);

    /// <summary>The provider for requests that name none.</summary>
    public IModelProvider Default =>
        Find(options.Value.DefaultProvider) ?? Configured.FirstOrDefault()
        ?? throw new AppException(ErrorCode.ServiceUnavailable, "No model provider is configured.");

    /// <param name="provider">What the request asks for, or null.</param>
    /// <param name="model">What the request asks for, or null.</param>
    /// <param name="lastProvider">What the conversation used last; ignored when it is no longer configured.</param>
    /// <param name="lastModel">The model that went with it.</param>
    /// <exception cref="AppException"><see cref="ErrorCode.ValidationError"/>: no such provider.</exception>
    public ModelSelection Select(string? provider, string? model, string? lastProvider = null, string? lastModel = null)
    {
        var chosen = provider is null
            ? Find(lastProvider) ?? Default
            : Find(provider) ?? throw Unknown(provider);
        var named = model ?? (chosen.Name == lastProvider ? lastModel : null) ?? chosen.DefaultModel;
        return chosen.CanServe(named) ? new(chosen, named) : throw AppException.Invalid(
            "model", $"{chosen.DisplayName} has no model named '{named}'. Leave it out to use {chosen.DefaultModel}.");
    }

    /// <summary>The configured provider of that name, or null.</summary>
    public IModelProvider? Find(string? name) =>
        Configured.FirstOrDefault(provider => provider.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private AppException Unknown(string name) => AppException.Invalid(
        "provider", $"There is no configured provider named '{name}'. Configured: {string.Join(", ", Configured.Select(p => p.Name))}.");
}
