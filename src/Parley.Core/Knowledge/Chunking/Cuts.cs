using Parley.Knowledge.Reading;

namespace Parley.Knowledge.Chunking;

/// <summary>Places where texts can be cut, from the best to the worst for each kind of text.</summary>
internal static class Cuts
{
    // A worse place further on is better than a good one that leaves most of the passage empty.
    private const double Half = 0.5;

    public static IReadOnlyList<Cut> For(TextKind kind, string text) => kind switch
    {
        TextKind.Code => [Definition(text), Paragraph(text), Line(text), Word(text)],
        TextKind.Table => [Line(text), Word(text)],
        _ => [Paragraph(text), Line(text), Sentence(text, Half), Word(text)],
    };

    public static Cut Paragraph(string text) => new(Half, (low, limit) => LastOf(text, "\n\n", low, limit));

    public static Cut Line(string text) => new(Half, (low, limit) => LastOf(text, "\n", low, limit));

    public static Cut Sentence(string text, double from) => new(from, (low, limit) => Sentences.LastEnd(text, low, limit));

    public static Cut Word(string text) => new(Half, (low, limit) => LastOf(text, " ", low, limit));

    // After an empty line, one that is not indented begins something of its own in nearly every language.
    private static Cut Definition(string text) => new(Half, (low, limit) =>
    {
        for (var at = LastOf(text, "\n\n", low, limit); at > low; at = LastOf(text, "\n\n", low, at - 1))
        {
            if (at + 2 < text.Length && !char.IsWhiteSpace(text[at + 2]) && text[at + 2] is not ('}' or ')' or ']'))
                return at;
        }

        return -1;
    });

    // What is looked for may begin where the passage ends.
    private static int LastOf(string text, string sign, int low, int limit)
    {
        if (limit <= low)
            return -1;
        var end = Math.Min(text.Length, limit + sign.Length);
        var found = text.AsSpan(low, end - low).LastIndexOf(sign);
        return found < 0 ? -1 : low + found;
    }
}
