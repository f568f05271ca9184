using Parley.Knowledge.Reading.Formats;

namespace Parley.Knowledge.Reading.Office;

/// <summary>What an Office file says of itself (ECMA-376, part 2, annex on core properties).</summary>
internal static class OfficeProperties
{
    private const int Longest = 10_000;

    public static DocumentMetadata Read(OfficePackage package)
    {
        var values = new Dictionary<string, string>();
        using var part = package.Open(package.Related("", "/core-properties"));
        while (part?.Read() == true)
        {
            if (part.IsStart && part.Name is "title" or "creator" or "keywords" or "language" or "modified" or "created")
                values.TryAdd(part.Name, part.Content(Longest));
        }

        return new()
        {
            Title = values.GetValueOrDefault("title"),
            Author = values.GetValueOrDefault("creator"),
            Language = values.GetValueOrDefault("language"),
            Date = Dates.Parse(values.GetValueOrDefault("modified") ?? values.GetValueOrDefault("created")),
            Keywords = [.. values.GetValueOrDefault("keywords", "").Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(32)],
        };
    }
}
