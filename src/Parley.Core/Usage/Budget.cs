using Parley.Data;

namespace Parley.Usage;

/// <summary>What may be spent in a day or a month by a tenant, or by one part of it. Several may hold for one call; each is kept.</summary>
public sealed class Budget : ITenantOwned
{
    /// <summary>The largest limit, in billionths of a dollar: ten million dollars.</summary>
    public const long MaxLimitNanos = 10_000_000L * 1_000_000_000L;

    public BudgetId Id { get; set; }

    public Guid TenantId { get; set; }

    public BudgetScope Scope { get; set; }

    /// <summary>
    /// Whose: a user's id, a key's id, <c>provider/model</c>, a persona's id, a feature's name. Empty for the tenant.
    /// </summary>
    public required string Subject { get; set; }

    public BudgetPeriod Period { get; set; }

    /// <summary>In billionths of a dollar.</summary>
    public long LimitNanos { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime UpdatedAt { get; set; }
}

/// <summary>What a budget bounds.</summary>
public enum BudgetScope
{
    Tenant,
    User,
    Key,
    Model,
    Persona,
    Feature,
}

/// <summary>How long a budget lasts before it begins anew, at midnight UTC.</summary>
public enum BudgetPeriod
{
    Day,
    Month,
}
