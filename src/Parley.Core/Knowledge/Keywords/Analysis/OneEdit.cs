namespace Parley.Knowledge.Keywords.Analysis;

/// <summary>The words one edit away from a word: a letter too many, too few, another one, or two that are swapped.</summary>
internal static class OneEdit
{
    private const string Latin = "abcdefghijklmnopqrstuvwxyz";
    private const string Cyrillic = "абвгдежзийклмнопрстуфхцчшщъыьэюя";
    private const string Greek = "αβγδεζηθικλμνξοπρστυφχψω";

    /// <summary>Each once or more; the word itself is among them.</summary>
    public static IEnumerable<ReadOnlyMemory<char>> Of(string word)
    {
        var alphabet = word.Any(letter => Cyrillic.Contains(letter)) ? Cyrillic : word.Any(letter => Greek.Contains(letter)) ? Greek : Latin;
        var buffer = new char[word.Length + 1];
        for (var at = 0; at < word.Length; at++)
        {
            word.AsSpan(0, at).CopyTo(buffer);
            word.AsSpan(at + 1).CopyTo(buffer.AsSpan(at));
            yield return buffer.AsMemory(0, word.Length - 1);

            word.CopyTo(0, buffer, 0, word.Length);
            foreach (var letter in alphabet)
            {
                buffer[at] = letter;
                yield return buffer.AsMemory(0, word.Length);
            }

            if (at > 0 && word[at] != word[at - 1])
            {
                (buffer[at - 1], buffer[at]) = (word[at], word[at - 1]);
                yield return buffer.AsMemory(0, word.Length);
            }
        }

        for (var at = 0; at <= word.Length; at++)
        {
            word.AsSpan(0, at).CopyTo(buffer);
            word.AsSpan(at).CopyTo(buffer.AsSpan(at + 1));
            foreach (var letter in alphabet)
            {
                buffer[at] = letter;
                yield return buffer;
            }
        }
    }
}
