// How well the semantic cache tells questions with one answer from questions with two, by threshold, with the built-in
// embedding (BENCH_EMBEDDING=lexical: the one that needs no file), with and without its guard. Usage: Parley.Bench.Cache [folder with mqp, banking77, clinc150, stsb]
using System.Text.RegularExpressions;
using Parley.Bench.Cache;

const int Longest = 400; // SemanticCacheOptions.MaxQuestionLength
double[] thresholds = [0.70, 0.75, 0.80, 0.85, 0.88, 0.90, 0.92, 0.94, 0.96, 0.98];
var folder = args.FirstOrDefault() ?? Environment.GetEnvironmentVariable("PARLEY_RETRIEVAL_DATA") ?? "../shared/data/retrieval";
if (!Directory.Exists(Path.Combine(folder, "mqp")))
{
    Console.WriteLine($"No data in {folder}: nothing to measure.");
    return 0;
}

var random = new Random(20261121);
var duplicates = Rows("mqp/pairs.tsv", 3).Select(row => new Pair(row[0] == "1" ? "mqp: duplicates" : "mqp: near-misses", row[0] == "1", row[1], row[2]));
var similar = Rows("stsb/test.tsv", 3).Concat(Rows("stsb/dev.tsv", 3)).Select(row => (Score: double.Parse(row[0], System.Globalization.CultureInfo.InvariantCulture), row))
    .Where(row => row.Score is >= 5 or <= 3).Select(row => new Pair(row.Score >= 5 ? "stsb: equivalent (5)" : "stsb: different (to 3)", row.Score >= 5, row.row[1], row.row[2]));
var banking = (Known: Rows("banking77/train.tsv", 2), Asked: Rows("banking77/test.tsv", 2));
var clinc = (Known: Rows("clinc150/train.tsv", 2), Asked: Rows("clinc150/test.tsv", 2));
var questions = banking.Asked.Concat(clinc.Asked).Select(row => row[1]).Concat(Rows("mqp/pairs.tsv", 3).Select(row => row[1])).Distinct().ToList();
var vocabulary = questions.SelectMany(text => Regex.Matches(text, "[a-zA-Z]{5,}").Select(match => match.Value.ToLowerInvariant())).Distinct().ToList();
var variants = new Variants(vocabulary, random);
var pairs = duplicates.Concat(similar).Concat(questions.SelectMany(variants.Of)).Where(pair => pair.One.Length <= Longest && pair.Other.Length <= Longest && pair.One != pair.Other).ToList();

// Every second pair chooses the threshold, the others judge it.
var dev = pairs.Where((_, i) => i % 2 == 0).ToList();
var heldOut = pairs.Where((_, i) => i % 2 == 1).ToList();
foreach (var (name, guard) in new (string, Func<Pair, bool>)[] { ("no guard", _ => true), ("guard without content words", pair => pair.AgreesInMarks), ("guard", pair => pair.Agrees) })
{
    Console.WriteLine($"\nHeld-out half, {name}: share of pairs answered from the cache, %\n");
    Console.WriteLine($"| pairs | n | {string.Join(" | ", thresholds.Select(t => t.ToString(".00")))} |");
    Console.WriteLine($"|---|---|{string.Concat(thresholds.Select(_ => "---|"))}");
    foreach (var kind in heldOut.GroupBy(pair => pair.Kind).OrderByDescending(group => group.Key))
    {
        Console.WriteLine($"| {kind.Key} | {kind.Count()} | {string.Join(" | ", thresholds.Select(t => Percent(kind.Count(pair => pair.Similarity >= t && guard(pair)), kind.Count())))} |");
    }

    foreach (var (half, set) in new[] { ("dev", dev), ("held-out", heldOut) })
    {
        Console.WriteLine($"| **{half}: precision** | | {string.Join(" | ", thresholds.Select(t => Precision(set.Where(pair => pair.Similarity >= t && guard(pair)).ToList())))} |");
        Console.WriteLine($"| **{half}: recall** | | {string.Join(" | ", thresholds.Select(t => Percent(set.Count(pair => pair.IsSame && pair.Similarity >= t && guard(pair)), set.Count(pair => pair.IsSame))))} |");
        Console.WriteLine($"| **{half}: false hits** | | {string.Join(" | ", thresholds.Select(t => Percent(set.Count(pair => !pair.IsSame && pair.Similarity >= t && guard(pair)), set.Count(pair => !pair.IsSame))))} |");
    }
}

foreach (var (name, (known, asked)) in new[] { ("banking77", banking), ("clinc150", clinc) })
{
    Simulate(name, known, asked);
}

return 0;

// As in use: every training question is remembered, every test question asked; a hit with another intent is a false one.
void Simulate(string name, List<string[]> known, List<string[]> asked)
{
    var memory = known.Select(row => (Intent: row[0], Question: Question.Of(row[1]))).ToList();
    var hits = new List<(double Similarity, bool IsGuarded, bool IsSame)>();
    Parallel.ForEach(asked, row =>
    {
        var question = Question.Of(row[1]);
        var plain = memory.MaxBy(entry => entry.Question.Similarity(question));
        var guarded = memory.Where(entry => entry.Question.Similarity(question) >= thresholds[0] && entry.Question.Marks.Agree(question.Marks)).DefaultIfEmpty().MaxBy(entry => entry.Question?.Similarity(question) ?? 0);
        lock (hits)
        {
            hits.Add((plain.Question.Similarity(question), false, plain.Intent == row[0]));
            if (guarded.Question is not null)
            {
                hits.Add((guarded.Question.Similarity(question), true, guarded.Intent == row[0]));
            }
        }
    });
    Console.WriteLine($"\n{name}: {known.Count} questions remembered, {asked.Count} asked: hits / hits of another intent\n");
    Console.WriteLine($"| | {string.Join(" | ", thresholds.Select(t => t.ToString(".00")))} |\n|---|{string.Concat(thresholds.Select(_ => "---|"))}");
    foreach (var isGuarded in new[] { false, true })
    {
        Console.WriteLine($"| {(isGuarded ? "guard" : "no guard")} | {string.Join(" | ", thresholds.Select(t => $"{hits.Count(hit => hit.IsGuarded == isGuarded && hit.Similarity >= t)} / {hits.Count(hit => hit.IsGuarded == isGuarded && hit.Similarity >= t && !hit.IsSame)}"))} |");
    }
}

static string Percent(int part, int whole) => whole == 0 ? "–" : (100.0 * part / whole).ToString("0.0");

static string Precision(List<Pair> found) => Percent(found.Count(pair => pair.IsSame), found.Count);

List<string[]> Rows(string file, int columns) =>
    [.. File.ReadLines(Path.Combine(folder, file)).Select(line => line.Split('\t')).Where(row => row.Length == columns)];
