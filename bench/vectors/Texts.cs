using System.Text.Json;
using System.Text.RegularExpressions;

namespace Parley.Bench.Vectors;

/// <summary>Real texts to embed: sentences of labelled sets, in the order of their documents, and questions that none of them is.</summary>
internal static partial class Texts
{
    private static readonly string[] Corpora = ["squad_dev", "scifact", "cisi"];
    private static readonly string[] Questions = ["squad_dev", "scifact"];
    private static readonly string[] Tables = ["stsb/train.tsv", "stsb/test.tsv", "banking77/train.tsv", "clinc150/train.tsv", "mqp/pairs.tsv"];

    /// <param name="folder">See bench/README.md. Empty when there is none.</param>
    public static List<string> Sentences(string folder) =>
    [
        .. Corpora.SelectMany(name => Lines(folder, $"{name}/corpus.jsonl")).SelectMany(line => Cut().Split(Text(line)))
            .Concat(Tables.SelectMany(name => Lines(folder, name)).SelectMany(line => line.Split('\t').Skip(1)))
            .Select(text => text.Trim()).Where(text => text.Length is > 20 and < 500).Distinct(),
    ];

    public static List<string> Asked(string folder, int count)
    {
        var all = Questions.SelectMany(name => Lines(folder, $"{name}/queries.jsonl")).Select(Text).Distinct().ToList();
        return [.. Enumerable.Range(0, Math.Min(count, all.Count)).Select(i => all[(int)((long)i * all.Count / count)])];
    }

    private static IEnumerable<string> Lines(string folder, string name) =>
        Path.Combine(folder, name) is var path && File.Exists(path) ? File.ReadLines(path) : [];

    private static string Text(string line) => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString() ?? "";

    [GeneratedRegex(@"(?<=[.?!])\s+(?=[A-Z0-9""(])")]
    private static partial Regex Cut();
}
