namespace Parley.Identity;

/// <summary>
/// What a route may ask of its caller. The names in snake_case are also the scopes of API keys: <c>use_models</c>.
/// </summary>
[Flags]
public enum Rights
{
    None = 0,

    /// <summary>To read one's own conversations, personas, templates and account.</summary>
    ReadContent = 1 << 0,

    /// <summary>To change them.</summary>
    WriteContent = 1 << 1,

    /// <summary>To have a model answer: whatever costs money.</summary>
    UseModels = 1 << 2,

    /// <summary>To let a model call tools.</summary>
    UseTools = 1 << 3,

    /// <summary>To make and revoke one's own API keys.</summary>
    ManageKeys = 1 << 4,

    /// <summary>To see what the whole tenant used. One's own needs only <see cref="ReadContent"/>.</summary>
    ReadUsage = 1 << 5,

    ManageBudgets = 1 << 6,

    /// <summary>To invite, change, disable people, and their groups.</summary>
    ManageUsers = 1 << 7,

    ReadAudit = 1 << 8,

    /// <summary>To change the tenant itself: its name, its provider keys, its owners.</summary>
    ManageTenant = 1 << 9,

    /// <summary>To run the installation: tenants, the service level, metrics. Only in the operator's tenant.</summary>
    Operate = 1 << 10,
}
