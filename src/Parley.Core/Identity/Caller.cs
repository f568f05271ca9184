namespace Parley.Identity;

/// <summary>On whose behalf something happens. Every stored row belongs to a tenant and, within it, to an owner.</summary>
public sealed record Caller(Guid TenantId, Guid UserId)
{
    /// <summary>The one person of single-user mode. Fixed, so that the data of a machine stays readable over restarts.</summary>
    public static Caller Local { get; } = new(
        new Guid("01900000-0000-7000-8000-000000000001"), new Guid("01900000-0000-7000-8000-000000000002"));
}
