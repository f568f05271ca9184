using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Net.Sockets;

namespace Parley.Structured.Schemas;

/// <summary>The formats that are checked. An address of mail or web is checked for its form, not for being there.</summary>
internal static class SchemaFormats
{
    private static readonly Dictionary<string, Func<string, bool>> Checks = new(StringComparer.Ordinal)
    {
        ["date"] = text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        ["time"] = text => text.Length >= 9 && DateTimeOffset.TryParse("2000-01-01T" + text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _),
        ["date-time"] = text => text.Length >= 20 && text[10] is 'T' or 't'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _),
        ["email"] = text => !text.Contains(' ', StringComparison.Ordinal) && MailAddress.TryCreate(text, out var address) && address.Address == text,
        ["uri"] = text => Uri.TryCreate(text, UriKind.Absolute, out var uri) && text.StartsWith(uri.Scheme + ":", StringComparison.OrdinalIgnoreCase),
        ["uuid"] = text => Guid.TryParseExact(text, "D", out _),
        ["ipv4"] = text => IPAddress.TryParse(text, out var ip) && ip.AddressFamily is AddressFamily.InterNetwork && ip.ToString() == text,
        ["ipv6"] = text => IPAddress.TryParse(text, out var ip) && ip.AddressFamily is AddressFamily.InterNetworkV6,
    };

    public static IEnumerable<string> Names => Checks.Keys;

    public static bool Knows(string name) => Checks.ContainsKey(name);

    public static bool Fits(string name, string text) => Checks[name](text);
}
