using System.Buffers;

namespace Parley.Knowledge.Reading.Decoding;

/// <summary>Makes text what <see cref="DocumentText.Text"/> promises to be, and moves the offsets along.</summary>
internal static class TextCleaning
{
    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(unit => (char)unit).Where(unit => unit is not ('\t' or '\n')), '\u007F']);

    public static DocumentText Clean(DocumentText read)
    {
        if (!NeedsCleaning(read.Text))
            return read;

        // Only a line end of two characters shortens the text; everything else is replaced in its place.
        var text = read.Text;
        var clean = new char[text.Length];
        var removed = new List<int>();
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
                removed.Add(i);
            else
                clean[length++] = Replace(text, i);
        }

        int Move(int offset)
        {
            var at = removed.BinarySearch(offset);
            return offset - (at < 0 ? ~at : at);
        }

        return read with
        {
            Text = new string(clean, 0, length),
            Pages = [.. read.Pages.Select(page => page with { Start = Move(page.Start) })],
            Sections = [.. read.Sections.Select(section => section with { Start = Move(section.Start) })],
        };
    }

    /// <summary>One line without control characters and needless space, of at most <paramref name="limit"/> units; null when nothing is left.</summary>
    public static string? Line(ReadOnlySpan<char> text, int limit)
    {
        var line = new char[Math.Min(text.Length, limit)];
        var length = 0;
        foreach (var unit in text)
        {
            var space = char.IsWhiteSpace(unit) || char.IsControl(unit);
            if (space && (length == 0 || line[length - 1] == ' '))
                continue;
            if (length == line.Length)
                break;
            line[length++] = space ? ' ' : unit;
        }

        // A cut must not leave half a character behind, and a text from outside may bring halves along.
        for (var i = 0; i < length; i++)
            line[i] = Replace(line.AsSpan(0, length), i);
        var result = new string(line, 0, length).TrimEnd();
        return result.Length == 0 ? null : result;
    }

    private static bool NeedsCleaning(ReadOnlySpan<char> text)
    {
        if (text.ContainsAny(Suspects))
            return true;
        for (var i = 0; i < text.Length; i++)
        {
            var next = text[i..].IndexOfAnyInRange('\uD800', '\uDFFF');
            if (next < 0)
                return false;
            i += next;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return true;
            i++;
        }

        return false;
    }

    private static char Replace(ReadOnlySpan<char> text, int i) => text[i] switch
    {
        '\r' or '\f' or '\v' => '\n',
        '\t' or '\n' => text[i],
        < ' ' or '\u007F' => ' ',
        var unit when char.IsHighSurrogate(unit) && (i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])) => '\uFFFD',
        var unit when char.IsLowSurrogate(unit) && (i == 0 || !char.IsHighSurrogate(text[i - 1])) => '\uFFFD',
        var unit => unit,
    };
}
