namespace Parley.Identity;

/// <summary>
/// On whose behalf something happens, and what they may do. Every stored row belongs to a tenant and, within it, to an
/// owner. A snapshot: what a request may do is settled when it begins.
/// </summary>
public sealed record Caller(Guid TenantId, Guid UserId)
{
    /// <summary>The one person of single-user mode. Fixed, so that the data of a machine stays readable over restarts.</summary>
    public static Caller Local { get; } = new(
        new Guid("01900000-0000-7000-8000-000000000001"), new Guid("01900000-0000-7000-8000-000000000002"))
    {
        Role = Role.Owner,
        Tier = Tier.Enterprise,
        Rights = RoleRights.All,
    };

    public Role Role { get; init; } = Role.Viewer;

    public Tier Tier { get; init; }

    /// <summary>The tier of the whole tenant, where the person has one of their own; else null.</summary>
    public Tier? TenantTier { get; init; }

    /// <summary>What the role allows, less what the key's scopes leave out.</summary>
    public Rights Rights { get; init; }

    /// <summary>The sign-in the request came with; null with a key.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>The API key the request came with; null for a session.</summary>
    public Guid? KeyId { get; init; }

    /// <summary>Requests in a minute that the key allows itself, within what its user may; null for no such bound.</summary>
    public int? KeyRequestsPerMinute { get; init; }

    /// <summary>The ids of the groups the person is in.</summary>
    public IReadOnlyCollection<Guid> Groups { get; init; } = [];

    /// <summary>A fingerprint of role and groups: equal for two people of a tenant who may read the same. Null: nobody knows, and nobody is equal.</summary>
    public string? ReadsAs { get; init; }

    /// <summary>The key as the API writes it, <c>key_…</c>, for what is charged and reported by key; null for a session.</summary>
    public string? KeyName => KeyId is { } key ? TypeId.Encode("key", key) : null;

    public bool May(Rights needed) => (Rights & needed) == needed;

    /// <summary>Whether both are one person, however each came in.</summary>
    public bool IsSamePersonAs(Caller other) => TenantId == other.TenantId && UserId == other.UserId;
}
