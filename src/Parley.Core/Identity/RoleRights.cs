namespace Parley.Identity;

/// <summary>The one table of what roles may do.</summary>
public static class RoleRights
{
    public const Rights All = (Rights)((1 << 11) - 1);

    private const Rights Service = Rights.ReadContent | Rights.WriteContent | Rights.UseModels | Rights.UseTools;
    private const Rights Member = Service | Rights.ManageKeys;
    private const Rights Admin = Member | Rights.ReadUsage | Rights.ManageBudgets | Rights.ManageUsers | Rights.ReadAudit;

    /// <param name="isOperator">Whether the tenant is the one that runs the installation.</param>
    public static Rights Of(Role role, bool isOperator = false) => role switch
    {
        Role.Owner => Admin | Rights.ManageTenant | (isOperator ? Rights.Operate : Rights.None),
        Role.Admin => Admin,
        Role.Member => Member,
        Role.Viewer => Rights.ReadContent,
        Role.Service => Service,
        _ => Rights.None,
    };
}
