namespace Parley.Models.Offline.Text;

/// <summary>The languages whose words are reduced to stems. Any other text is compared word by word.</summary>
internal enum Language
{
    Other,
    English,
    German,
}

internal static class Languages
{
    // Enough to be sure, and a bound for long texts.
    private const int SampleWords = 400;

    /// <summary>By the commonest words; <see cref="Language.Other"/> when none of either language occurs.</summary>
    public static Language Detect(string text)
    {
        var (english, german, seen) = (0, 0, 0);
        foreach (var word in WordReader.Read(text, Language.Other))
        {
            if (++seen > SampleWords)
                break;
            english += StopWords.IsEnglish(word.Term) ? 1 : 0;
            german += StopWords.IsGerman(word.Term) ? 1 : 0;
        }

        return (english, german) switch
        {
            (0, 0) => Language.Other,
            _ => german > english ? Language.German : Language.English,
        };
    }
}
