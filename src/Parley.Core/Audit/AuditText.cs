using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Audit;

/// <summary>Texts of the trail: as they are stored, and as they are sealed.</summary>
internal static class AuditText
{
    private const int MaxTarget = 400;

    /// <summary>
    /// The one way to write a value, whichever database it comes from. The seal is over what a row really holds, so a
    /// value that merely means the same is a change too.
    /// </summary>
    public static string? Canonical(object? value) => value switch
    {
        null or DBNull => null,
        string text => text,
        Guid id => id.ToString("D").ToUpperInvariant(),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture),
        _ => $"({value.GetType().Name})",
    };

    /// <summary>To the microsecond, which is all that PostgreSQL keeps.</summary>
    public static DateTime Round(DateTime time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>A target on one line, of bounded length, and of characters that every database can store.</summary>
    public static string Target(string text)
    {
        if (text.Length > MaxTarget)
        {
            text = text[..MaxTarget] + "…";
        }

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append((Rune.IsControl(rune) ? Rune.ReplacementChar : rune).ToString());
        }

        return clean.ToString();
    }

    /// <summary>
    /// The same for people: what cannot be seen, breaks a line or turns its direction is written as its number.
    /// </summary>
    public static string Visible(string text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var hidden = char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;
            _ = hidden ? shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : shown.Append(c);
        }

        return shown.ToString();
    }
}
