using System.ComponentModel;
using Parley.Accounts.Links;
using Parley.Data;

namespace Parley.Server.Endpoints.Contracts;

/// <summary>What a sign-in page has to know.</summary>
/// <param name="Mode"><c>single-user</c>: nobody signs in; <c>accounts</c>.</param>
/// <param name="SetupNeeded">Whether there is nobody yet. The link that makes the first owner is on the server's terminal.</param>
/// <param name="Oidc">The identity provider, or null when there is none.</param>
internal sealed record AuthConfigResponse(string Mode, bool SetupNeeded, PasswordConfigResponse Password, OidcConfigResponse? Oidc);

internal sealed record PasswordConfigResponse(bool Enabled, int MinLength);

/// <param name="Name">For the button.</param>
internal sealed record OidcConfigResponse(string Name);

internal sealed record SignInRequest
{
    public string? Email { get; init; }

    public string? Password { get; init; }

    [Description("true: the tokens come as cookies that no script can read. Default: in the answer.")]
    public bool Cookie { get; init; }
}

internal sealed record ChangePasswordRequest
{
    public string? CurrentPassword { get; init; }

    public string? NewPassword { get; init; }
}

internal sealed record InspectLinkRequest
{
    [Description("What stands behind # in the link.")]
    public string? Token { get; init; }
}

internal sealed record UseLinkRequest
{
    [Description("What stands behind # in the link.")]
    public string? Token { get; init; }

    [Description("For a new account.")]
    public string? Name { get; init; }

    [Description("For the first owner. An invitation is for its own address.")]
    public string? Email { get; init; }

    [Description("For the first owner: the organisation's name.")]
    public string? TenantName { get; init; }

    [Description("For a new account, or a new password.")]
    public string? Password { get; init; }

    [Description("As at sign-in.")]
    public bool Cookie { get; init; }
}

/// <param name="Purpose">owner_setup, invitation, password_reset or email_change.</param>
/// <param name="Email">Whom it is for; null where that is to be chosen.</param>
internal sealed record LinkResponse(string Purpose, string? Email, string? TenantName, DateTime ExpiresAt)
{
    public static LinkResponse From(LinkPreview preview) =>
        new(SnakeCaseEnum.Write(preview.Purpose), preview.Email, preview.TenantName, preview.ExpiresAt);
}

/// <param name="Url">To be handed to the person. It is shown only now.</param>
internal sealed record IssuedLinkResponse(string Url, DateTime ExpiresAt)
{
    public static IssuedLinkResponse From(IssuedLink made) => new(made.Url, made.Link.ExpiresAt);
}
