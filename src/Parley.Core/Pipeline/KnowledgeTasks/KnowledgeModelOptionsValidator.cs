using Microsoft.Extensions.Options;
using Parley.Models;
using Parley.Models.Offline;

namespace Parley.Pipeline.KnowledgeTasks;

/// <summary>
/// Finds at the start what could never answer. A provider that has no key yet is none of it: keys can be stored while Parley runs, and until
/// then everything goes on without.
/// </summary>
internal sealed class KnowledgeModelOptionsValidator(IEnumerable<IModelProvider> providers) : IValidateOptions<KnowledgeModelOptions>
{
    public ValidateOptionsResult Validate(string? name, KnowledgeModelOptions options)
    {
        if (options.Link is not { } link)
        {
            return ValidateOptionsResult.Success;
        }

        var able = providers.Where(provider => provider.Name != OfflineProvider.ProviderName).ToList();
        if (link.Provider.Equals(OfflineProvider.ProviderName, StringComparison.OrdinalIgnoreCase))
        {
            return Fail("the built-in assistant can neither judge nor rewrite. Leave it out, and rules do what they can");
        }

        if (able.Find(provider => provider.Name.Equals(link.Provider, StringComparison.OrdinalIgnoreCase)) is not { } chosen)
        {
            return Fail($"there is no provider of that name. Write provider or provider/model, with one of {string.Join(", ", able.Select(provider => provider.Name).Distinct())}");
        }

        return link.Model is "" || (link.Model is { } model && !chosen.CanServe(model))
            ? Fail($"{chosen.DisplayName} has no such model. Leave it out to use the provider's own")
            : ValidateOptionsResult.Success;

        ValidateOptionsResult Fail(string why) => ValidateOptionsResult.Fail($"KNOWLEDGE_MODEL '{options.Name}': {why}.");
    }
}
