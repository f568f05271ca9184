using Microsoft.Extensions.Options;

namespace Parley.Models.Routing;

/// <summary>Finds at the start what could never route: no models, a link that is none, a provider nobody knows, bounds crossed.</summary>
internal sealed class RoutingOptionsValidator(IEnumerable<IModelProvider> providers) : IValidateOptions<RoutingOptions>
{
    public ValidateOptionsResult Validate(string? name, RoutingOptions options)
    {
        var problems = new List<string>();
        foreach (var tier in Enum.GetValues<RouteTier>())
        {
            problems.AddRange(options.Tiers.Of(tier).Select(link => Problem(link)).OfType<string>()
                .Select(problem => $"Routing:Tiers:{tier}: {problem}"));
        }

        if (options.MinTier > options.MaxTier)
        {
            problems.Add($"Routing:MinTier ({options.MinTier}) is above Routing:MaxTier ({options.MaxTier}).");
        }

        if (options.Enabled && Enum.GetValues<RouteTier>().All(tier => options.Tiers.Of(tier).Count == 0))
        {
            problems.Add("Routing:Enabled is true, but no tier has a model. Give at least one, such as Routing:Tiers:Economy:0 = openai/gpt-4o-mini.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private string? Problem(string text) =>
        !ModelLink.TryParse(text, out var link) ? $"'{text}' is not of the form provider/model."
        : providers.Any(provider => provider.Name.Equals(link.Provider, StringComparison.OrdinalIgnoreCase)) ? null
        : $"'{text}' names the provider '{link.Provider}', which does not exist. Known: {string.Join(", ", providers.Select(p => p.Name))}.";
}
