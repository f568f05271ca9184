namespace Parley.Knowledge.Reading.Formats;

/// <summary>The few lines of YAML that a Markdown file may begin with: <c>key: value</c>, and lists of keywords in either form.</summary>
internal static class FrontMatter
{
    public static DocumentMetadata Read(ReadOnlySpan<char> source)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var keywords = new List<string>();
        var inKeywords = false;
        foreach (var range in source.Split('\n'))
        {
            var line = source[range].Trim();
            var colon = line.IndexOf(':');
            if (line.StartsWith("- "))
            {
                if (inKeywords)
                    keywords.Add(Unquote(line[2..]));
            }
            else if (colon > 0)
            {
                var key = line[..colon].Trim().ToString();
                var value = line[(colon + 1)..].Trim();
                inKeywords = key.ToUpperInvariant() is "KEYWORDS" or "TAGS";
                if (inKeywords)
                    keywords.AddRange(List(value));
                else
                    values.TryAdd(key, Unquote(value));
            }
        }

        return new()
        {
            Title = values.GetValueOrDefault("title"),
            Author = values.GetValueOrDefault("author") ?? values.GetValueOrDefault("authors"),
            Language = values.GetValueOrDefault("lang") ?? values.GetValueOrDefault("language"),
            Date = Dates.Parse(values.GetValueOrDefault("updated") ?? values.GetValueOrDefault("lastmod") ?? values.GetValueOrDefault("date")),
            Keywords = keywords,
        };
    }

    private static IEnumerable<string> List(ReadOnlySpan<char> value) =>
        value.TrimStart('[').TrimEnd(']').ToString()
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(word => Unquote(word));

    private static string Unquote(ReadOnlySpan<char> value)
    {
        value = value.Trim();
        return (value.Length > 1 && value[0] is '"' or '\'' && value[^1] == value[0] ? value[1..^1] : value).ToString();
    }
}
