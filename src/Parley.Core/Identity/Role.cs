namespace Parley.Identity;

/// <summary>What somebody is within a tenant. <see cref="RoleRights"/> says what that allows.</summary>
public enum Role
{
    /// <summary>Answers for the tenant: everything, other owners included.</summary>
    Owner,

    /// <summary>Runs it day by day: people, budgets, audit.</summary>
    Admin,

    /// <summary>Works with it.</summary>
    Member,

    /// <summary>Reads, and changes nothing.</summary>
    Viewer,

    /// <summary>A program. It has keys and cannot sign in.</summary>
    Service,
}
