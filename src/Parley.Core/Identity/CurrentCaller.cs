namespace Parley.Identity;

/// <summary>
/// The caller of the scope at hand: a request, a turn, a job. The query filters of <c>ParleyDbContext</c> read it, so a
/// scope in which nobody was named sees no rows at all.
/// </summary>
public sealed class CurrentCaller
{
    public Caller? Caller { get; set; }

    /// <exception cref="InvalidOperationException">Nobody was named in this scope.</exception>
    public Caller Required => Caller ?? throw new InvalidOperationException("No caller was set for this scope.");
}
