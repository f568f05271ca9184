using System.Collections.Frozen;
using Parley.Models.Offline.Text;

namespace Parley.Knowledge.Citations.Answers;

/// <summary>
/// Recognises what only says where something stands, "– from “Handbook”, under “Leave”", "Source: Handbook, page 3": it names what was given,
/// and states nothing that could be true or not.
/// </summary>
internal sealed class Attribution(IReadOnlyList<GivenPassage> given)
{
    private const int Longest = 500;

    private static readonly FrozenSet<string> Openers = WordSet.Of("from source sources see aus quelle quellen siehe");
    private static readonly FrozenSet<string> Places = WordSet.Of("page pages p pp section chapter seite seiten abschnitt kapitel");
    private static readonly FrozenSet<string> Joints = WordSet.Of("in under of and the unter und in dem der im document dokument");

    // The longest first: one may be a part of another.
    private readonly List<string> _names = [.. given
        .SelectMany(passage => new[] { passage.Title, passage.Section ?? "" }.Concat((passage.Section ?? "").Split('›', StringSplitOptions.TrimEntries)))
        .Where(name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(name => name.Length)];

    /// <param name="start">Of a sentence in <paramref name="text"/>, behind a list's bullet.</param>
    public bool Is(string text, int start, int end)
    {
        if (end - start > Longest)
        {
            return false;
        }

        // 1. It begins as attributions do.
        var sentence = text[start..end];
        var before = text.AsSpan(0, start).TrimEnd(' ');
        if (before is not [.., '–' or '—'] && !(WordReader.Read(sentence, Language.Other).FirstOrDefault() is { Length: > 0 } first && Openers.Contains(first.Folded)))
        {
            return false;
        }

        // 2. Without the names of what was given, nothing is left but where in it.
        var rest = WithoutNames(sentence, out var names);
        var previous = "";
        foreach (var word in WordReader.Read(rest, Language.Other))
        {
            if (!Openers.Contains(word.Folded) && !Places.Contains(word.Folded) && !Joints.Contains(word.Folded) && !(word.HasDigit && Places.Contains(previous)))
            {
                return false;
            }

            previous = word.HasDigit ? previous : word.Folded;
        }

        return names > 0;
    }

    private string WithoutNames(string sentence, out int names)
    {
        names = 0;
        foreach (var quote in QuoteReader.Read(sentence, 0, sentence.Length).OrderByDescending(quote => quote.Start))
        {
            var quoted = sentence[quote.Start..quote.End];
            if (quoted.Length > 0 && given.Any(passage => _names.Contains(quoted, StringComparer.OrdinalIgnoreCase) || passage.Text.Contains(quoted, StringComparison.Ordinal)))
            {
                names++;
                sentence = sentence.Remove(quote.Start, quote.Length);
            }
        }

        foreach (var name in _names)
        {
            var without = sentence.Replace(name, " ", StringComparison.OrdinalIgnoreCase);
            names += without == sentence ? 0 : 1;
            sentence = without;
        }

        return sentence;
    }
}
