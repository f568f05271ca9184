using System.Buffers;

namespace Parley.Models.Offline.Text;

/// <summary>What a line of a text is, by its first and last characters.</summary>
internal static class Lines
{
    private const int LongestHeading = 80;

    private static readonly SearchValues<char> Punctuation = SearchValues.Create(".!?,:");

    private static readonly SearchValues<char> Ruling = SearchValues.Create("-=_*|: ");

    /// <summary>A Markdown heading, or a short line that stands as one ("Refunds:", "OPENING HOURS"); else <c>null</c>.</summary>
    public static string? Heading(ReadOnlySpan<char> line, ReadOnlySpan<char> raw)
    {
        if (line[0] == '#')
        {
            var title = line.TrimStart('#');
            return title.Length < line.Length && title is [' ', ..] ? title.Trim().TrimEnd('#').Trim().ToString() : null;
        }

        if (line.Length > LongestHeading || char.IsWhiteSpace(raw[0]) || IsListItem(line))
            return null;
        if (line.Length > 4 && line.StartsWith("**") && line.EndsWith("**"))
            return line.Trim('*').Trim().ToString();
        return IsShouted(line) || (line[^1] == ':' && !line[..^1].ContainsAny(Punctuation) && line.Count(' ') < 5)
            ? line.TrimEnd(':').ToString()
            : null;
    }

    public static bool IsListItem(ReadOnlySpan<char> line)
    {
        if (line.Length > 2 && line[0] is '-' or '*' or '+' or '•' or '–' && line[1] == ' ')
            return true;
        var digits = CountDigits(line);
        return digits is > 0 and < 4 && line.Length > digits + 2 && line[digits] is '.' or ')' && line[digits + 1] == ' '
            // "24. Dezember" is a date, not the 24th item.
            && !Months.Begins(line[(digits + 2)..]);
    }

    public static ReadOnlySpan<char> WithoutMarker(ReadOnlySpan<char> line)
    {
        var text = line[(line.IndexOf(' ') + 1)..].TrimStart();
        return text.StartsWith("[ ] ") || text.StartsWith("[x] ") ? text[4..] : text;
    }

    /// <summary>A line of a log or a "key: value" pair: complete in itself.</summary>
    public static bool IsRecord(ReadOnlySpan<char> line)
    {
        if (line[0] is '[' or '{' or '}' or '<' or '>' or '|')
            return true;
        var digits = CountDigits(line);
        if (digits is 2 or 4 && line.Length > digits + 2 && line[digits] is '-' or ':' or '/' && char.IsAsciiDigit(line[digits + 1]))
            return true;
        var colon = line.IndexOf(": ");
        return colon is > 0 and < 30 && line[..colon].Count(' ') < 3;
    }

    public static bool IsTableRow(ReadOnlySpan<char> line) => line.Length > 2 && line[0] == '|' && line[^1] == '|';

    public static string WithoutPipes(ReadOnlySpan<char> line) => line.Trim('|').Trim().ToString();

    /// <summary>A separating line: ---, ===, |---|---|.</summary>
    public static bool IsRule(ReadOnlySpan<char> line) => line.Length > 2 && line.IndexOfAnyExcept(Ruling) < 0;

    private static bool IsShouted(ReadOnlySpan<char> line)
    {
        var (upper, other) = (0, 0);
        foreach (var symbol in line)
        {
            if (char.IsUpper(symbol))
                upper++;
            else if (symbol != ' ' && symbol != '-' && symbol != '&')
                other++;
        }

        return upper > 3 && other == 0;
    }

    private static int CountDigits(ReadOnlySpan<char> line)
    {
        var end = line.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? line.Length : end;
    }
}
