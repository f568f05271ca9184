namespace Parley.Knowledge.Reading.Describing;

/// <summary>Tells the main language of a text: by its script where that settles it, else by its small words. Says nothing where it is not sure.</summary>
internal static class LanguageDetector
{
    private const int Sample = 20_000;

    // Fewer small words than that prove nothing, and so does a lead by less than an eighth.
    private const int FewestHits = 3;
    private const double FewestShare = 0.12;
    private const double Lead = 1.125;

    private static readonly (char First, char Last, string Script)[] Scripts =
    [
        ('\u0041', '\u024F', "latin"), ('\u0370', '\u03FF', "el"), ('\u0400', '\u04FF', "cyrillic"), ('\u0590', '\u05FF', "he"),
        ('\u0600', '\u06FF', "ar"), ('\u0900', '\u097F', "hi"), ('\u0E00', '\u0E7F', "th"), ('\u10A0', '\u10FF', "ka"),
        ('\u3040', '\u30FF', "ja"), ('\u4E00', '\u9FFF', "han"), ('\uAC00', '\uD7AF', "ko"),
    ];

    /// <summary>As ISO 639-1; null where it cannot be told, and for code.</summary>
    public static string? Detect(string text, TextKind kind)
    {
        if (kind == TextKind.Code)
            return null;

        // From the middle too: what a text begins with is often a licence or a table of contents in another language.
        var sample = text.Length <= 2 * Sample ? text : string.Concat(text.AsSpan(0, Sample), " ", text.AsSpan(text.Length / 2, Sample));
        var letters = new int[Scripts.Length];
        foreach (var unit in sample)
        {
            var at = Array.FindIndex(Scripts, script => unit >= script.First && unit <= script.Last);
            if (at >= 0 && char.IsLetter(unit))
                letters[at]++;
        }

        var main = Array.IndexOf(letters, letters.Max());
        return (letters[main], Scripts[main].Script) switch
        {
            (_, "latin" or "cyrillic") => BySmallWords(sample),
            ( < 4, _) => null,

            // Japanese is written with Chinese characters too, but never without kana for long.
            (var han, "han") => letters[Array.FindIndex(Scripts, script => script.Script == "ja")] * 20 > han ? "ja" : "zh",
            (_, var script) => script,
        };
    }

    private static string? BySmallWords(string sample)
    {
        var counts = Words.Count(sample);
        var total = counts.Values.Sum();
        var scores = StopWords.ByLanguage
            .Select(language => (Language: language.Key, Hits: counts.Where(word => language.Value.Contains(word.Key)).Sum(word => word.Value)))
            .OrderByDescending(score => score.Hits).ToList();
        var best = scores[0];
        return best.Hits >= FewestHits && best.Hits >= total * FewestShare && best.Hits >= scores[1].Hits * Lead ? best.Language : null;
    }
}
