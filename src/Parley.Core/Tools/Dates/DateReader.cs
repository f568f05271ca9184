using System.Globalization;

namespace Parley.Tools.Dates;

/// <summary>
/// Reads a date as people and models write it: <c>2026-12-24</c>, <c>24.12.2026</c>, <c>24 December 2026</c>,
/// <c>Dec 24</c>, <c>today</c>, <c>next Friday</c>, <c>Christmas</c>. Without a year it is the next such day, today included.
/// </summary>
internal static class DateReader
{
    private const int MaxLength = 60;

    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    private static readonly string[] WithYear =
    [
        "yyyy-M-d", "yyyy/M/d", "d.M.yyyy", "d MMMM yyyy", "d MMM yyyy", "MMMM d yyyy", "MMM d yyyy",
    ];

    // Read with a leap year before them, so that 29 February is a date.
    private static readonly string[] WithoutYear = ["yyyy d MMMM", "yyyy d MMM", "yyyy MMMM d", "yyyy MMM d", "yyyy M-d", "yyyy d.M."];

    private static readonly Dictionary<string, (int Month, int Day)> Feasts = new()
    {
        ["new year"] = (1, 1),
        ["new year's day"] = (1, 1),
        ["valentine's day"] = (2, 14),
        ["halloween"] = (10, 31),
        ["christmas eve"] = (12, 24),
        ["christmas"] = (12, 25),
        ["christmas day"] = (12, 25),
        ["new year's eve"] = (12, 31),
    };

    /// <exception cref="DateException">It is no date, or could be two.</exception>
    public static DateOnly Read(string? text, DateOnly today)
    {
        var wanted = Normalise(text);
        if (Relative(wanted, today) is { } relative)
            return relative;
        if (DateOnly.TryParseExact(wanted, WithYear, English, DateTimeStyles.AllowWhiteSpaces, out var date))
            return date;
        if (Feasts.TryGetValue(wanted, out var feast))
            return Next(feast.Month, feast.Day, today);
        if (DateOnly.TryParseExact("2000 " + wanted, WithoutYear, English, DateTimeStyles.AllowWhiteSpaces, out var yearless))
            return Next(yearless.Month, yearless.Day, today);
        throw new DateException(LooksNumeric(wanted)
            ? $"'{wanted}' may be day or month first. Write it as 2026-12-24."
            : $"'{wanted}' is not a date I can read. Write it as 2026-12-24.");
    }

    private static DateOnly? Relative(string wanted, DateOnly today)
    {
        switch (wanted)
        {
            case "" or "today" or "now":
                return today;
            case "tomorrow":
                return today.AddDays(1);
            case "yesterday":
                return today.AddDays(-1);
        }

        var name = wanted.StartsWith("next ", StringComparison.Ordinal) ? wanted[5..] : wanted;
        var weekday = Array.FindIndex(English.DateTimeFormat.DayNames, day => day.Equals(name, StringComparison.OrdinalIgnoreCase));
        return weekday < 0 ? null : today.AddDays((((weekday - (int)today.DayOfWeek) + 6) % 7) + 1);
    }

    // Lower case, no commas, no ordinal endings, single spaces: "December 24th, 2026" → "december 24 2026".
    private static string Normalise(string? text)
    {
        if (text?.Length > MaxLength)
            throw new DateException($"A date is at most {MaxLength} characters long.");

        var words = (text ?? "").ToLowerInvariant().Replace('’', '\'').Replace(",", " ", StringComparison.Ordinal)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(word => word is not ("the" or "of"))
            .Select(word => IsOrdinal(word) ? word[..^2] : word);
        return string.Join(' ', words);
    }

    private static bool IsOrdinal(string word) =>
        word.Length > 2 && char.IsAsciiDigit(word[0]) && word[^2..] is "st" or "nd" or "rd" or "th";

    private static DateOnly Next(int month, int day, DateOnly today)
    {
        // 29 February may be up to eight years away.
        for (var year = today.Year; year <= Math.Min(today.Year + 8, DateOnly.MaxValue.Year); year++)
        {
            if (day <= DateTime.DaysInMonth(year, month) && new DateOnly(year, month, day) is var date && date >= today)
                return date;
        }

        throw new DateException("There is no such day.");
    }

    private static bool LooksNumeric(string text) => text.Contains('/') && text.All(symbol => char.IsAsciiDigit(symbol) || symbol == '/');
}
