using Parley.Knowledge.Reading.Decoding;

namespace Parley.Knowledge.Reading.Describing;

/// <summary>Bounds what a file says of itself, and fills in from the text what it does not say.</summary>
internal static class DocumentDescription
{
    private const int MaxTitle = 300;
    private const int MaxAuthor = 200;
    private const int MaxKeywords = 16;
    private const int MaxKeyword = 64;

    // Before that nobody wrote files; later than tomorrow's calendars is a mistake too.
    private static readonly DateTime Earliest = new(1970, 1, 2, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Latest = new(2200, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static DocumentMetadata Complete(DocumentText document)
    {
        var said = document.Metadata;
        var language = LanguageTag(said.Language) ?? LanguageDetector.Detect(document.Text, document.Kind);
        var keywords = said.Keywords
            .Select(word => TextCleaning.Line(word, MaxKeyword)).OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase).Take(MaxKeywords).ToList();
        return new()
        {
            Title = TextCleaning.Line(said.Title, MaxTitle) ?? TitleFromText(document),
            Author = TextCleaning.Line(said.Author, MaxAuthor),
            Language = language,
            Keywords = keywords.Count > 0 || document.Kind == TextKind.Code ? keywords : KeywordExtractor.Extract(document),
            Date = said.Date is { } date && date >= Earliest && date < Latest ? date.ToUniversalTime() : null,
        };
    }

    private static string? TitleFromText(DocumentText document) =>
        document.Kind != TextKind.Table && document.Sections is [var first, ..] ? TextCleaning.Line(first.Title, MaxTitle) : null;

    // "en-GB" and "eng" (a few) become "en"; anything else that is no language tag says nothing.
    private static string? LanguageTag(string? tag)
    {
        var primary = tag?.Trim().Split('-', '_')[0].ToLowerInvariant();
        return primary switch
        {
            "eng" => "en",
            "deu" or "ger" => "de",
            "fra" or "fre" => "fr",
            "spa" => "es",
            "ita" => "it",
            { Length: 2 } when char.IsAsciiLetterLower(primary[0]) && char.IsAsciiLetterLower(primary[1]) => primary,
            _ => null,
        };
    }
}
