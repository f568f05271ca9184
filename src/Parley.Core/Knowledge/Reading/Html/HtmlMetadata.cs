using System.Net;
using Parley.Knowledge.Reading.Formats;

namespace Parley.Knowledge.Reading.Html;

/// <summary>What a page says of itself in its head.</summary>
internal sealed class HtmlMetadata
{
    private readonly Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);

    public string? Title { get; set; }

    /// <summary>Takes in a <c>meta</c> or <c>html</c> tag.</summary>
    public void Take(HtmlScanner tag)
    {
        if (tag.Name == "html")
        {
            if (tag.Attribute("lang") is { } language)
                values.TryAdd("lang", language);
            return;
        }

        // So many are never of use, and a page may have a million.
        if (values.Count < 100 && (tag.Attribute("name") ?? tag.Attribute("property") ?? tag.Attribute("itemprop")) is { Length: < 100 } name
            && tag.Attribute("content") is { Length: < 10_000 } content)
            values.TryAdd(name, WebUtility.HtmlDecode(content));
    }

    public DocumentMetadata ToMetadata() => new()
    {
        Title = string.IsNullOrWhiteSpace(Title) ? First("og:title", "dc.title", "dcterms.title") : Title,
        Author = First("author", "article:author", "dc.creator", "dcterms.creator"),
        Language = First("lang", "dc.language", "og:locale"),
        Date = Dates.Parse(First("article:modified_time", "og:updated_time", "dcterms.modified", "last-modified", "dateModified",
            "article:published_time", "date", "dc.date", "datePublished")),
        Keywords = [.. (First("keywords") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(32)],
    };

    private string? First(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (values.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value))
                return value;
        }

        return null;
    }
}
