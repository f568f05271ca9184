using System.Net;
using System.Net.Sockets;

namespace Parley.Fetching;

/// <summary>
/// Reads addresses strictly: what two programs could understand differently is refused, so that what was checked is what is
/// asked. Only http and https on their own ports, no user, no name of an inside.
/// </summary>
internal static class FetchAddress
{
    private const int MaxLength = 2000;

    private static readonly string[] InsideNames =
        ["localhost", "localdomain", "local", "internal", "intranet", "lan", "home", "corp", "private", "home.arpa", "test", "invalid", "onion", "alt"];

    /// <exception cref="FetchException"><see cref="FetchFailure.Refused"/>.</exception>
    public static Uri Parse(string text)
    {
        if (text.Length is 0 or > MaxLength || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '\\'))
        {
            throw Refused("This is no address of a web page.");
        }

        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0 || text[..scheme].ToLowerInvariant() is not ("http" or "https"))
        {
            throw Refused("Only addresses that begin with http:// or https:// are fetched.");
        }

        var authority = text.AsSpan(scheme + 3);
        authority = authority.IndexOfAny("/?#") is >= 0 and var end ? authority[..end] : authority;
        CheckAuthority(authority);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri))
        {
            throw Refused("This is no address of a web page.");
        }

        Check(uri);
        return uri;
    }

    /// <summary>For where a redirect leads.</summary>
    /// <exception cref="FetchException"><see cref="FetchFailure.Refused"/>.</exception>
    public static Uri Follow(Uri from, Uri location)
    {
        var to = Parse(location.IsAbsoluteUri ? location.OriginalString : new Uri(from, location).AbsoluteUri);
        return from.Scheme == Uri.UriSchemeHttps && to.Scheme != Uri.UriSchemeHttps
            ? throw Refused("The page leads from https to http, which is not followed.")
            : to;
    }

    private static void CheckAuthority(ReadOnlySpan<char> authority)
    {
        foreach (var c in authority)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_' or ':' or '[' or ']'))
            {
                throw Refused(c is '@'
                    ? "Addresses with a user name are not fetched."
                    : "The name of the host may have only ASCII letters, digits, dots and hyphens; write international names in their xn-- form.");
            }
        }
    }

    private static void Check(Uri uri)
    {
        if (uri.UserInfo.Length > 0 || !uri.IsDefaultPort)
        {
            throw Refused("Only the ports 80 of http and 443 of https are fetched from.");
        }

        if (uri.HostNameType is UriHostNameType.IPv6)
        {
            CheckLiteral(IPAddress.Parse(uri.Host));
            return;
        }

        // As it was written: Uri would already have made a dotted quad of 2130706433 and of 0x7f.1.
        var written = WrittenHost(uri);
        var labels = written.ToLowerInvariant().Split('.');
        if (labels[^1].Length == 0 || labels[^1].All(char.IsAsciiDigit) || labels[^1].StartsWith("0x", StringComparison.Ordinal))
        {
            CheckLiteral(IPAddress.TryParse(written, out var address) && address.AddressFamily is AddressFamily.InterNetwork && address.ToString() == written
                ? address
                : throw Refused("This is no address of a web page."));
            return;
        }

        if (labels.Length < 2 || InsideNames.Any(name => written.Equals(name, StringComparison.OrdinalIgnoreCase) || written.EndsWith($".{name}", StringComparison.OrdinalIgnoreCase)))
        {
            throw Refused("Names of an inner network are not fetched.");
        }
    }

    private static string WrittenHost(Uri uri)
    {
        var text = uri.OriginalString.AsSpan(uri.OriginalString.IndexOf("://", StringComparison.Ordinal) + 3);
        return text.IndexOfAny("/?#:") is >= 0 and var end ? text[..end].ToString() : text.ToString();
    }

    private static void CheckLiteral(IPAddress address)
    {
        if (!PublicAddress.Is(address))
        {
            throw Inside();
        }
    }

    public static FetchException Inside() => Refused("The address leads to an inner network, which nobody may have Parley look into.");

    private static FetchException Refused(string message) => new(FetchFailure.Refused, message);
}
