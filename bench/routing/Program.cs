using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Models.Routing;
using Parley.Models.Routing.Complexity;
using RoutingBench;

// Judges the labelled prompts and prints what routing by these judgements would have done.
//   dotnet run -c Release --project bench/routing [dev|held-out|fresh] [--misses]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var part = args.FirstOrDefault(arg => !arg.StartsWith("--", StringComparison.Ordinal)) ?? "held-out";
var file = Path.Combine(Find("bench"), "routing", part is "fresh" ? "fresh.jsonl" : "prompts.jsonl");
var json = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };
var lines = File.ReadAllLines(file).Select(line => JsonSerializer.Deserialize<LabelledPrompt>(line, json)!).ToList();

// The split is fixed: odd line numbers (the first is 1) to build on, even ones to report on.
// fresh.jsonl was written after the weights were fixed and is never built on.
var prompts = lines.Where((_, i) => part is "fresh" || i % 2 == (part is "dev" ? 0 : 1)).ToList();
var report = new Report([.. prompts.Select(prompt => (prompt, ComplexityClassifier.Classify(new(prompt.Text))))]);
Console.WriteLine($"{part}: {prompts.Count} of {lines.Count} prompts\n");
report.Write(Console.Out, misses: args.Contains("--misses"));
WriteSpeed();

void WriteSpeed()
{
    const int Rounds = 200;
    for (var i = 0; i < 50; i++)
    {
        prompts.ForEach(prompt => ComplexityClassifier.Classify(new(prompt.Text)));
    }

    var times = new List<double>();
    foreach (var prompt in prompts)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Rounds; i++)
        {
            ComplexityClassifier.Classify(new(prompt.Text));
        }

        times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds / Rounds);
    }

    times.Sort();
    var huge = string.Concat(Enumerable.Repeat("Summarise this and compare the options.\n\n", 2500));
    var started = Stopwatch.GetTimestamp();
    ComplexityClassifier.Classify(new(huge));
    Console.WriteLine($"\nTime per prompt: median {times[times.Count / 2]:0.0} µs, p95 {times[(int)(times.Count * 0.95)]:0.0} µs; "
        + $"100,000 characters: {Stopwatch.GetElapsedTime(started).TotalMicroseconds:0} µs (once)");
}

static string Find(string folder)
{
    for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
    {
        if (Directory.Exists(Path.Combine(at.FullName, folder, "routing")))
        {
            return Path.Combine(at.FullName, folder);
        }
    }

    throw new DirectoryNotFoundException($"No folder {folder} above {AppContext.BaseDirectory}.");
}

namespace RoutingBench
{
    /// <summary>A line of prompts.jsonl.</summary>
    internal sealed record LabelledPrompt(RouteTier Label, string Language, string Domain, string Text);
}
