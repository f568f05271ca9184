using System.ComponentModel.DataAnnotations;
using Parley.Data;
using Parley.Identity;

namespace Parley.Accounts.External;

/// <summary>What becomes of people whom an identity provider names. Section <c>Oidc:Accounts</c>.</summary>
public sealed class ExternalAccountOptions
{
    /// <summary>Whether somebody new gets an account by signing in. Default true; false: only whose account was linked before.</summary>
    public bool CreateUsers { get; set; } = true;

    /// <summary>
    /// Whether somebody new gets the account that is here already with their e-mail address, where the provider vouches for the
    /// address. Default false: whoever can name addresses at the provider could take over accounts here.
    /// </summary>
    public bool LinkVerifiedEmail { get; set; }

    /// <summary>
    /// What somebody is of whom no claim says it: member, viewer, admin, or none, which keeps them out. Default member.
    /// </summary>
    [AllowedValues("member", "viewer", "admin", "none")]
    public string DefaultRole { get; set; } = "member";

    /// <summary>The tenant they belong to, as its id. Null, the default: the one that runs the installation.</summary>
    public string? Tenant { get; set; }

    internal Role? RoleOfOthers => SnakeCaseEnum.TryRead<Role>(DefaultRole, out var role) ? role : null;
}
