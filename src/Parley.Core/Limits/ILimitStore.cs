namespace Parley.Limits;

/// <summary>
/// Keeps count. A window is made of sixty parts, each a sixtieth of its length; an amount leaves only when its whole part
/// has left. So a limit is never exceeded in any stretch of that length, an amount counts at most a sixtieth too long,
/// and the memory of a window does not depend on what happens in it.
/// </summary>
public interface ILimitStore
{
    /// <summary>Whether the counts are shared with other nodes at the moment, in words for operators.</summary>
    string Status { get; }

    /// <summary>Takes all of the claims or, where one does not fit, none.</summary>
    /// <exception cref="LimitStoreException">The counts are out of reach.</exception>
    ValueTask<LimitDecision> AcquireAsync(IReadOnlyList<LimitClaim> claims, CancellationToken cancellationToken);

    /// <summary>Takes what was used already, whether it fits or not.</summary>
    /// <exception cref="LimitStoreException">The counts are out of reach.</exception>
    ValueTask ChargeAsync(IReadOnlyList<LimitClaim> claims);

    /// <summary>Takes a place, if one is free.</summary>
    /// <exception cref="LimitStoreException">The counts are out of reach.</exception>
    ValueTask<bool> OpenAsync(LeaseClaim lease, CancellationToken cancellationToken);

    /// <summary>Keeps places, and takes those again that were lost because they could not be renewed in time.</summary>
    /// <exception cref="LimitStoreException">The counts are out of reach.</exception>
    ValueTask RenewAsync(IReadOnlyCollection<LeaseClaim> leases);

    /// <summary>Gives a place back.</summary>
    /// <exception cref="LimitStoreException">The counts are out of reach.</exception>
    ValueTask CloseAsync(LeaseClaim lease);
}
