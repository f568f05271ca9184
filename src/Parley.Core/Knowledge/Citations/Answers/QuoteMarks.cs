namespace Parley.Knowledge.Citations.Answers;

/// <summary>Quotation marks of the languages Parley is used in. Single ones are left out: they are apostrophes too.</summary>
internal static class QuoteMarks
{
    public static bool Opens(char symbol) => symbol is '"' or '“' or '„' or '«' or '»' or '”';

    public static bool Closes(char open, char symbol) => open switch
    {
        '"' => symbol is '"' or '”',
        '“' => symbol is '”' or '"',
        '„' => symbol is '“' or '”' or '"',
        '«' => symbol == '»',
        '»' => symbol is '«' or '»',
        '”' => symbol == '”',
        _ => false,
    };
}
