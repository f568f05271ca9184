namespace Parley.Audit;

/// <summary>Something that was done, as whoever did it says it. When, where from and by whom is added when it is recorded.</summary>
/// <param name="Action">What, as <c>thing.verb</c>: <c>user.disable</c>, <c>session.sign_in</c>.</param>
/// <param name="Target">To what, as its id; empty for nothing in particular.</param>
public sealed record AuditEntry(string Action, string Target = "")
{
    public AuditResult Result { get; init; } = AuditResult.Done;

    /// <summary>Whose tenant, where there is no caller yet, as at a sign-in. Null: the caller's.</summary>
    public Guid? TenantId { get; init; }

    /// <summary>Who, where there is no caller yet. Null: the caller.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>More that belongs to it, such as the old and the new role. Never a secret, never what somebody wrote.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();
}

/// <summary>What became of it.</summary>
public enum AuditResult
{
    Done,

    /// <summary>It was not allowed.</summary>
    Denied,

    /// <summary>It was tried and did not work.</summary>
    Failed,
}
