using System.Collections.Frozen;

namespace Parley.Models.Offline.Text;

/// <summary>The names of months and weekdays in English and German, and the month's number.</summary>
internal static class Months
{
    private static readonly FrozenDictionary<string, int> ByName = Index(
        "january januar jan", "february februar feb", "march märz marz mar", "april apr", "may mai", "june juni jun", "july juli jul",
        "august aug", "september sep sept", "october oktober oct okt", "november nov", "december dezember dec dez");

    private static readonly FrozenSet<string> Weekdays = WordSet.Of("""
        monday tuesday wednesday thursday friday saturday sunday
        mondays tuesdays wednesdays thursdays fridays saturdays sundays
        montag dienstag mittwoch donnerstag freitag samstag sonntag
        montags dienstags mittwochs donnerstags freitags samstags sonntags
        """);

    /// <summary>The English name of a month, also from its German one or its first letters.</summary>
    public static string? ToEnglish(string name) => ByName.TryGetValue(name, out var month)
        ? System.Globalization.CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month)
        : null;

    /// <summary>Whether the text goes on with a month, as "24. Dezember" does behind its full stop.</summary>
    public static bool Begins(ReadOnlySpan<char> text)
    {
        text = text.TrimStart();
        var end = 0;
        while (end < text.Length && char.IsLetter(text[end]))
            end++;
        return ByName.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(text[..end]);
    }

    public static bool Contains(string name) => ByName.ContainsKey(name);

    /// <summary>"May", "Mar" and "Dec" are words as well; the full names are not, but for one.</summary>
    public static bool IsUnmistakable(string name) =>
        name.Length > 4 && ByName.ContainsKey(name) && !name.Equals("march", StringComparison.OrdinalIgnoreCase);

    public static bool IsWeekday(string name) => Weekdays.Contains(name.ToLowerInvariant());

    private static FrozenDictionary<string, int> Index(params string[] months) => months
        .SelectMany((names, i) => names.Split(' ').Select(name => (name, i + 1)))
        .ToFrozenDictionary(pair => pair.name, pair => pair.Item2, StringComparer.OrdinalIgnoreCase);
}
