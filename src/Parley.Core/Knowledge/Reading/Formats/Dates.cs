using System.Globalization;

namespace Parley.Knowledge.Reading.Formats;

/// <summary>Dates as files state them.</summary>
internal static class Dates
{
    /// <summary>UTC; a date without a zone counts as UTC. Null where it is no date.</summary>
    public static DateTime? Parse(string? value) =>
        value is { Length: > 3 and <= 64 } && DateTimeOffset.TryParse(
            value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var date)
            ? date.UtcDateTime
            : null;
}
