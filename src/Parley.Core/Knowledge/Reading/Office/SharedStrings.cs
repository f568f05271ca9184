using System.Text;

namespace Parley.Knowledge.Reading.Office;

/// <summary>The texts of a workbook's cells, each stored once.</summary>
internal static class SharedStrings
{
    public static IReadOnlyList<string> Read(OfficePackage package, int maxLength)
    {
        var strings = new List<string>();
        var left = maxLength;
        using var part = package.Open(package.Related(package.MainPart, "/sharedStrings"));
        while (part?.Read() == true)
        {
            if (!part.IsStart || part.Name != "si")
                continue;
            var text = Item(part, left);
            strings.Add(text);

            // 8: what an empty one costs as well.
            left -= text.Length + 8;
            if (left < 0)
                throw UnpackingBudget.Bomb();
        }

        return strings;
    }

    /// <summary>From the start of an item to its end: the text of all its runs, without the signs for how to pronounce it.</summary>
    public static string Item(PartReader part, int limit)
    {
        var element = part.Name;
        var text = new StringBuilder();
        while (part.Read() && (part.IsStart || part.Name != element))
        {
            if (part.IsStart && part.Name is "rPh" or "phoneticPr")
                part.Skip();
            else if (part.IsStart && part.Name == "t")
                text.Append(part.Content(limit));
            if (text.Length > limit)
                throw UnpackingBudget.Bomb();
        }

        return text.ToString();
    }
}
