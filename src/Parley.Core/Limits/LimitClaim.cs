namespace Parley.Limits;

/// <summary>An amount of a window.</summary>
/// <param name="Amount">What is taken. 0 takes nothing, and is granted while anything is left.</param>
public readonly record struct LimitClaim(LimitWindow Window, long Amount)
{
    /// <summary>What must be left for the claim to be granted.</summary>
    public long Needed => Math.Max(Amount, 1);
}
