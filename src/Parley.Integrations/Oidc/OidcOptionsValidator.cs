using Microsoft.Extensions.Options;

namespace Parley.Integrations.Oidc;

/// <summary>Says everything that is wrong with the settings, by the names people set them by.</summary>
internal sealed class OidcOptionsValidator : IValidateOptions<OidcOptions>
{
    public ValidateOptionsResult Validate(string? name, OidcOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(OidcOptions options)
    {
        if (!options.IsConfigured)
        {
            if (!string.IsNullOrWhiteSpace(options.ClientId) || !string.IsNullOrWhiteSpace(options.ClientSecret))
            {
                yield return "OIDC_CLIENT_ID is set without OIDC_AUTHORITY. Set both, or neither.";
            }

            yield break;
        }

        if (!Uri.TryCreate(options.Authority, UriKind.Absolute, out var authority) || !OidcAddress.IsAuthority(authority))
        {
            yield return "OIDC_AUTHORITY must be the provider's https:// address without a query (http:// only for a provider on this machine).";
        }

        if (string.IsNullOrWhiteSpace(options.ClientId))
        {
            yield return "OIDC_CLIENT_ID is missing: OIDC_AUTHORITY needs the id that the provider gave to Parley.";
        }

        if (!options.Scopes.Split(' ').Contains("openid"))
        {
            yield return "OIDC_SCOPES must contain openid.";
        }

        if (RoleMap.Problem(options.Roles) is { } problem)
        {
            yield return $"OIDC_ROLES is not understood: {problem} Write it as: parley-admins=admin, staff=member";
        }
        else if (!string.IsNullOrWhiteSpace(options.Roles) && string.IsNullOrWhiteSpace(options.RoleClaim))
        {
            yield return "OIDC_ROLES is set without OIDC_ROLE_CLAIM, which says where the values are found.";
        }
    }
}
