namespace Parley.Models.Routing;

/// <summary>Which model serves a message of which difficulty. Section <c>Routing</c>.</summary>
public sealed class RoutingOptions
{
    /// <summary>Whether messages that name no model are routed. Off by default; <c>auto</c> as a model's name works either way.</summary>
    public bool Enabled { get; set; }

    /// <summary>The models of each tier.</summary>
    public RoutingTiers Tiers { get; set; } = new();

    /// <summary>Nothing is routed below this tier. Default economy.</summary>
    public RouteTier MinTier { get; set; } = RouteTier.Economy;

    /// <summary>Nothing is routed above this tier; at least <see cref="MinTier"/>. Default premium.</summary>
    public RouteTier MaxTier { get; set; } = RouteTier.Premium;

    /// <summary>Whether a request may name its provider and model while routing is on. Default true.</summary>
    public bool AllowOverride { get; set; } = true;
}

/// <summary>Links <c>provider/model</c> for each tier, most wanted first; the first whose provider is configured serves.</summary>
public sealed class RoutingTiers
{
    /// <summary>For easy messages, such as <c>openai/gpt-4o-mini</c>.</summary>
    public IList<string> Economy { get; set; } = [];

    /// <summary>For everyday ones.</summary>
    public IList<string> Standard { get; set; } = [];

    /// <summary>For hard ones.</summary>
    public IList<string> Premium { get; set; } = [];

    internal IList<string> Of(RouteTier tier) => tier switch
    {
        RouteTier.Economy => Economy,
        RouteTier.Standard => Standard,
        _ => Premium,
    };
}
