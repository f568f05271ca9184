using System.Net;

namespace Parley.Integrations.Oidc;

/// <summary>
/// Where requests may go: to the configured authority, and over https to what its own document names. A provider that
/// answered with another address of the inside, over http, would have us ask there in its place.
/// </summary>
internal static class OidcAddress
{
    private const string Discovery = ".well-known/openid-configuration";

    public static bool IsAuthority(Uri uri) =>
        (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp && IsThisMachine(uri)) && IsPlain(uri) && uri.Query.Length == 0;

    public static Uri OfDiscovery(string authority) => new(authority.TrimEnd('/') + "/" + Discovery);

    /// <summary>Whether what the authority's document names may be used.</summary>
    public static bool IsAllowed(Uri uri, Uri authority) =>
        IsPlain(uri) && (uri.Scheme == Uri.UriSchemeHttps
            || uri.Scheme == Uri.UriSchemeHttp && authority.Scheme == Uri.UriSchemeHttp && uri.Host == authority.Host);

    private static bool IsPlain(Uri uri) => uri.UserInfo.Length == 0 && uri.Fragment.Length == 0;

    private static bool IsThisMachine(Uri uri) =>
        uri.Host == "localhost" || IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);
}
