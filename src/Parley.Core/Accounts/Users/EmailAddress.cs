using System.Globalization;
using System.Text.RegularExpressions;

namespace Parley.Accounts.Users;

/// <summary>An e-mail address as it was typed, and as it is compared.</summary>
public sealed partial record EmailAddress(string Text, string Key)
{
    /// <summary>RFC 5321: what fits between the brackets of a path.</summary>
    private const int MaxLength = 254;

    private const int MaxLocalLength = 64;

    private static readonly IdnMapping Idn = new();

    /// <returns>Null when nobody could be reached there. Quoted names and addresses in brackets are not taken.</returns>
    public static EmailAddress? Read(string? text)
    {
        var clean = text?.Trim() ?? "";
        if (clean.Length is 0 or > MaxLength || clean.Split('@') is not [var local, var domain]
            || local.Length > MaxLocalLength || !Local().IsMatch(local) || AsciiDomain(domain) is not { } ascii)
        {
            return null;
        }

        return new(clean, $"{local.ToLowerInvariant()}@{ascii}");
    }

    // Domains that differ only in how they are written are one: Bücher.example, bücher.example and xn--bcher-kva.example.
    private static string? AsciiDomain(string domain)
    {
        try
        {
            var ascii = Idn.GetAscii(domain.ToLowerInvariant()).ToLowerInvariant();
            return Domain().IsMatch(ascii) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // Letters, digits and what RFC 5322 allows without quotes; letters of every script (RFC 6531).
    [GeneratedRegex(@"\A[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*\z")]
    private static partial Regex Local();

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\z")]
    private static partial Regex Domain();
}
