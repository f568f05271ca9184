using System.Collections.Frozen;
using System.Globalization;

namespace Parley.Unicode;

/// <summary>What Unicode says of single characters. Read when a text first holds more than ASCII.</summary>
internal static class NormalizationTables
{
    private const string Resource = "Parley.Unicode.nfkc.txt";

    private static readonly Lazy<Tables> All = new(Read);

    /// <summary>The smallest parts of a character, all the way down.</summary>
    public static FrozenDictionary<int, int[]> Decompositions => All.Value.Decompositions;

    /// <summary>The combining classes of marks; everything else has 0.</summary>
    public static FrozenDictionary<int, int> Classes => All.Value.Classes;

    /// <summary>Two characters that make one.</summary>
    public static FrozenDictionary<(int First, int Second), int> Compositions => All.Value.Compositions;

    private static Tables Read()
    {
        var (decompositions, classes, compositions) = (new Dictionary<int, int[]>(), new Dictionary<int, int>(), new Dictionary<(int, int), int>());
        var section = "";
        foreach (var line in Lines())
        {
            if (line[0] is '@')
            {
                section = line;
                continue;
            }

            var numbers = line.Split(' ').Select(text => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray();
            switch (section)
            {
                case "@decompositions":
                    decompositions.Add(numbers[0], numbers[1..]);
                    break;
                case "@classes":
                    Enumerable.Range(numbers[0], numbers[1] - numbers[0] + 1).ToList().ForEach(mark => classes.Add(mark, numbers[2]));
                    break;
                default:
                    compositions.Add((numbers[0], numbers[1]), numbers[2]);
                    break;
            }
        }

        return new(decompositions.ToFrozenDictionary(), classes.ToFrozenDictionary(), compositions.ToFrozenDictionary());
    }

    private static IEnumerable<string> Lines()
    {
        using var reader = new StreamReader(typeof(NormalizationTables).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} was not built into Parley."));
        while (reader.ReadLine() is { } line)
        {
            if (line is not ['#', ..])
            {
                yield return line;
            }
        }
    }

    private sealed record Tables(
        FrozenDictionary<int, int[]> Decompositions, FrozenDictionary<int, int> Classes, FrozenDictionary<(int, int), int> Compositions);
}
