namespace Parley.Identity;

/// <summary>
/// Asks again, in the middle of something long, what its caller may do. Work that outlives the moment it was allowed in
/// depends on this and not on accounts, which not every host has.
/// </summary>
public interface ICallerCheck
{
    /// <returns>The caller with the rights they have now; null when their session, key or account is no more.</returns>
    ValueTask<Caller?> NowAsync(Caller caller, CancellationToken cancellationToken);
}
