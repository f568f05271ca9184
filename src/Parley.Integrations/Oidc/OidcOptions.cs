using System.ComponentModel.DataAnnotations;

namespace Parley.Integrations.Oidc;

/// <summary>The identity provider that people may sign in with. Section <c>Oidc</c>; none by default.</summary>
public sealed class OidcOptions
{
    /// <summary>
    /// The provider's issuer, exactly as it names itself (OIDC_AUTHORITY), such as <c>https://accounts.google.com</c>. Below it
    /// lies <c>.well-known/openid-configuration</c>. https; http only on this machine.
    /// </summary>
    public string? Authority { get; set; }

    /// <summary>What the provider calls Parley (OIDC_CLIENT_ID).</summary>
    public string? ClientId { get; set; }

    /// <summary>What Parley shows the provider (OIDC_CLIENT_SECRET). Null: a public client, which only PKCE protects.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>What is asked for (OIDC_SCOPES). Default <c>openid profile email</c>; <c>openid</c> must be among them.</summary>
    public string Scopes { get; set; } = "openid profile email";

    /// <summary>What the button says after "Sign in with" (OIDC_NAME). Default SSO; at most 60 characters.</summary>
    [StringLength(60, MinimumLength = 1)]
    public string Name { get; set; } = "SSO";

    /// <summary>
    /// The claim that says what somebody is (OIDC_ROLE_CLAIM): a text or a list, a dot leads into an object
    /// (<c>realm_access.roles</c>). Null: roles are given in Parley.
    /// </summary>
    public string? RoleClaim { get; set; }

    /// <summary>
    /// Which value of the claim makes which role (OIDC_ROLES): <c>parley-admins=admin, staff=member</c>. Null: the roles' own
    /// names, but for owner, which must be mapped in so many words.
    /// </summary>
    public string? Roles { get; set; }

    /// <summary>The claim that lists somebody's groups (OIDC_GROUP_CLAIM). Null: groups are made in Parley.</summary>
    public string? GroupClaim { get; set; }

    /// <summary>How far its clock may differ from ours. Default 1 min; 0 to 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long one request to the provider may take. Default 10 s; 1 s to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long its addresses and keys are held to be current. Default 1 h; 1 min to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan RefreshAfter { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// The least time between two readings of its keys because a token named one we do not know. Default 1 min; 1 s to 1 h.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan KeyCooldown { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long somebody may take at the provider. Default 10 min; 1 min to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "01:00:00")]
    public TimeSpan FlowLifetime { get; set; } = TimeSpan.FromMinutes(10);

    public bool IsConfigured => !string.IsNullOrWhiteSpace(Authority);
}
