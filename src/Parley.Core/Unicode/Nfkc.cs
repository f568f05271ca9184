using System.Text;

namespace Parley.Unicode;

/// <summary>
/// Unicode's normalization form KC (UAX #15). Parley runs without the system's Unicode library, and .NET then leaves
/// everything but ASCII as it is; but an é from one keyboard must be the é of another.
/// </summary>
internal static class Nfkc
{
    public static string Normalize(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        // 1. Everything into its smallest parts. 2. Marks on one letter into one order. 3. Together again what belongs together.
        var parts = Decompose(text);
        Order(parts);
        Compose(parts);
        var builder = new StringBuilder(parts.Count);
        foreach (var part in parts)
        {
            builder.Append(new Rune(part));
        }

        return builder.ToString();
    }

    private static List<int> Decompose(string text)
    {
        var parts = new List<int>(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Hangul.TryDecompose(rune.Value, parts))
            {
                continue;
            }

            if (NormalizationTables.Decompositions.TryGetValue(rune.Value, out var into))
            {
                parts.AddRange(into);
            }
            else
            {
                parts.Add(rune.Value);
            }
        }

        return parts;
    }

    private static void Order(List<int> parts)
    {
        // By insertion, because it must be stable and the runs are short.
        for (var i = 1; i < parts.Count; i++)
        {
            var (part, of) = (parts[i], Class(parts[i]));
            var at = i;
            while (of != 0 && at > 0 && Class(parts[at - 1]) > of)
            {
                parts[at] = parts[at - 1];
                at--;
            }

            parts[at] = part;
        }
    }

    private static void Compose(List<int> parts)
    {
        var (starter, end, last) = (-1, 0, -1);
        foreach (var part in parts.ToArray())
        {
            var of = Class(part);

            // A mark reaches its letter unless one of its own kind, or another letter, stands between.
            if (starter >= 0 && (last < of || last < 0) && Pair(parts[starter], part) is { } whole)
            {
                parts[starter] = whole;
                continue;
            }

            if (of == 0)
            {
                (starter, last) = (end, -1);
            }
            else
            {
                last = of;
            }

            parts[end++] = part;
        }

        parts.RemoveRange(end, parts.Count - end);
    }

    private static int? Pair(int first, int second) =>
        Hangul.Compose(first, second) ?? (NormalizationTables.Compositions.TryGetValue((first, second), out var whole) ? whole : null);

    private static int Class(int part) => NormalizationTables.Classes.GetValueOrDefault(part);
}
