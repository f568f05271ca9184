using Parley.Identity;

namespace Parley.Accounts.States;

/// <summary>What tiers open. Section <c>Tiers</c>.</summary>
public sealed class TierOptions
{
    /// <summary>
    /// The least tier that a right needs, by the right's name in the API: <c>Tiers__Gates__use_tools=professional</c>.
    /// Default none: no part of the product is behind a tier unless the operator says so.
    /// </summary>
    public Dictionary<string, Tier> Gates { get; set; } = [];

    /// <summary>The rights that somebody of this tier does not have, whatever their role.</summary>
    public Rights ClosedTo(Tier tier)
    {
        RightNames.TryRead(Gates.Where(gate => tier < gate.Value).Select(gate => gate.Key), out var closed);
        return closed;
    }
}
