namespace Parley.Knowledge.Reading.Office;

/// <summary>Which paragraph styles of a document are headings, and of which level.</summary>
internal sealed class WordStyles
{
    // Styles build on each other; nobody goes deeper.
    private const int MaxBases = 10;

    private readonly Dictionary<string, (int Level, string? Base)> styles = new(StringComparer.Ordinal);

    public static WordStyles Read(OfficePackage package)
    {
        var result = new WordStyles();
        using var part = package.Open(package.Related(package.MainPart, "/styles"));
        string? id = null;
        while (part?.Read() == true)
        {
            if (!part.IsStart)
                continue;
            if (part.Name == "style")
            {
                id = part.Attribute("styleId");
                if (id is not null)
                    result.styles.TryAdd(id, (0, null));
            }
            else if (id is not null)
            {
                result.Take(id, part);
            }
        }

        return result;
    }

    /// <summary>1 for the outermost; 0 when it is no heading.</summary>
    public int Level(string? style)
    {
        for (var i = 0; i < MaxBases && style is not null && styles.TryGetValue(style, out var found); i++, style = found.Base)
        {
            if (found.Level > 0)
                return found.Level;
        }

        return 0;
    }

    /// <summary>The level of an outline, counted from 0, with 9 for the body of the text.</summary>
    public static int OutlineLevel(string? value) => value is [>= '0' and <= '8'] ? value[0] - '0' + 1 : 0;

    private void Take(string id, PartReader part)
    {
        var (level, parent) = styles[id];
        switch (part.Name)
        {
            // Names of built-in styles are English in every language; ids are not.
            case "name" when part.Attribute("val") is { } name:
                level = Math.Max(level, LevelOfName(name));
                break;
            case "basedOn":
                parent = part.Attribute("val");
                break;
            case "outlineLvl":
                level = Math.Max(level, OutlineLevel(part.Attribute("val")));
                break;
        }

        styles[id] = (level, parent);
    }

    private static int LevelOfName(string name)
    {
        if (name.Equals("title", StringComparison.OrdinalIgnoreCase))
            return 1;
        return name.StartsWith("heading ", StringComparison.OrdinalIgnoreCase) && name[8..] is [>= '1' and <= '9'] ? name[8] - '0' : 0;
    }
}
