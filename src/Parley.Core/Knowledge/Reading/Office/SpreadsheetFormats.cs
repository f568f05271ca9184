using System.Globalization;

namespace Parley.Knowledge.Reading.Office;

/// <summary>What the numbers of a workbook mean: dates are numbers too, and only the format of the cell says so.</summary>
internal sealed class SpreadsheetFormats
{
    private readonly List<bool> isDate = [];

    public static SpreadsheetFormats Read(OfficePackage package, int maxFormats)
    {
        var result = new SpreadsheetFormats();
        var custom = new Dictionary<string, bool>();
        var inCells = false;
        using var part = package.Open(package.Related(package.MainPart, "/styles"));
        while (part?.Read() == true)
        {
            if (part.Name == "cellXfs")
                inCells = part.IsStart;
            else if (part.IsStart && part.Name == "numFmt" && part.Attribute("numFmtId") is { } id && custom.Count < maxFormats)
                custom.TryAdd(id, ShowsDate(part.Attribute("formatCode") ?? ""));
            else if (part.IsStart && part.Name == "xf" && inCells && result.isDate.Count < maxFormats)
                result.isDate.Add(part.Attribute("numFmtId") is { } format && (custom.GetValueOrDefault(format) || IsBuiltInDate(format)));
        }

        return result;
    }

    /// <summary>A number as a person sees it in a cell of that style: dates in ISO 8601, others without the noise of binary fractions.</summary>
    public string Show(string value, string? style, bool from1904)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return value;
        if (!int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= isDate.Count || !isDate[index])
            return value.Length > 15 ? number.ToString("G15", CultureInfo.InvariantCulture) : value;

        // Days since the end of 1899, or since 1904 as on old Macintoshes; 2,958,466 is the year 10000.
        var days = number + (from1904 ? 1462 : 0);
        if (days is < 0 or >= 2_958_466)
            return value;
        var date = DateTime.FromOADate(days);
        var pattern = days < 1 ? "HH:mm:ss" : days % 1 == 0 ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm";
        return date.ToString(pattern, CultureInfo.InvariantCulture);
    }

    // ECMA-376, part 1, 18.8.30, with the formats of East Asian languages.
    private static bool IsBuiltInDate(string format) =>
        int.TryParse(format, out var id) && id is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58);

    private static bool ShowsDate(string code)
    {
        var (quoted, bracketed) = (false, false);
        for (var i = 0; i < code.Length; i++)
        {
            if (code[i] == '"')
                quoted = !quoted;
            else if (code[i] == '\\')
                i++;
            else if (!quoted && code[i] is '[' or ']')
                bracketed = code[i] == '[';
            else if (!quoted && !bracketed && code[i] is 'y' or 'Y' or 'd' or 'D' or 'm' or 'M' or 'h' or 'H')
                return true;
        }

        return false;
    }
}
