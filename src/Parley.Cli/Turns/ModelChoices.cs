using Microsoft.Extensions.Options;
using Parley.Chat;
using Parley.Errors;
using Parley.Models;

namespace Parley.Cli.Turns;

/// <summary>Understands what people write for a model, and says what would answer.</summary>
internal sealed class ModelChoices(ModelSelector selector, IEnumerable<IModelProvider> providers, IOptions<ModelOptions> options)
{
    /// <summary>
    /// Reads <c>model</c>, <c>provider/model</c> or <c>provider</c>. A slash that follows no provider's name belongs to
    /// the model: many servers name theirs <c>vendor/model</c>.
    /// </summary>
    /// <exception cref="UsageException">There is no such provider.</exception>
    /// <exception cref="AppException">The provider lacks a setting; the message names it.</exception>
    public ModelChoice Parse(string? provider, string? model)
    {
        if (provider is null && model is not null)
        {
            var slash = model.IndexOf('/', StringComparison.Ordinal);
            var name = slash < 0 ? model : model[..slash];
            if (Find(name) is not null)
            {
                (provider, model) = (name, slash < 0 || slash + 1 == model.Length ? null : model[(slash + 1)..]);
            }
        }

        return new(provider is null ? null : Check(provider).Name, model);
    }

    /// <summary>What answers next.</summary>
    public ModelSelection Current(ModelChoice choice, Conversation? conversation) =>
        selector.Select(choice.Provider, choice.Model, conversation?.Provider, conversation?.Model);

    /// <summary>A sentence about a DEFAULT_PROVIDER that cannot be used; null when all is well.</summary>
    public string? DefaultProblem => options.Value.DefaultProvider switch
    {
        null => null,
        var name when Find(name) is not { } found => $"DEFAULT_PROVIDER is '{name}', and there is no such provider. {Known}",
        var name when Find(name) is { IsConfigured: false } found => $"DEFAULT_PROVIDER is '{name}', but {found.DisplayName} is not set up: {ProviderSetup.StepsFor(found)}.",
        _ => null,
    };

    private string Known => $"Known: {string.Join(", ", providers.Select(p => p.Name))}.";

    private IModelProvider Check(string name) => Find(name) switch
    {
        null => throw new UsageException($"There is no provider named '{name}'. {Known}"),
        { IsConfigured: false } found => throw new AppException(
            ErrorCode.ValidationError, $"{found.DisplayName} is not set up: {ProviderSetup.StepsFor(found)}, in the environment or in .env."),
        var found => found,
    };

    private IModelProvider? Find(string name) =>
        providers.FirstOrDefault(provider => provider.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
