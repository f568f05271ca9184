using Parley.Models.Routing;
using Parley.Models.Routing.Complexity;

namespace RoutingBench;

/// <summary>What routing would have done: how often right, how often too low, what it cost.</summary>
internal sealed class Report(IReadOnlyList<(LabelledPrompt Prompt, Assessment Judged)> all)
{
    private static readonly RouteTier[] Tiers = Enum.GetValues<RouteTier>();

    // Assumptions, not measurements. US dollars for a million tokens (in, out), roughly what small, middle and large
    // models of 2026 are listed at; and the tokens of a turn by how hard its prompt is labelled.
    private static readonly (double In, double Out)[] Prices = [(0.15, 0.60), (1.25, 10), (5, 25)];
    private static readonly (int In, int Out)[] Tokens = [(300, 150), (500, 600), (700, 1500)];

    public void Write(TextWriter output, bool misses)
    {
        output.WriteLine("labelled \\ routed   economy  standard   premium");
        foreach (var label in Tiers)
        {
            output.WriteLine($"{label,-18}{string.Concat(Tiers.Select(tier => $"{Count(label, tier),10}"))}");
        }

        var right = all.Count(item => item.Judged.Tier == item.Prompt.Label);
        var low = all.Count(item => item.Judged.Tier < item.Prompt.Label);
        var hard = all.Count(item => item.Prompt.Label is RouteTier.Premium);
        output.WriteLine($"\nright {Share(right, all.Count)}, too low {Share(low, all.Count)}, too high {Share(all.Count - right - low, all.Count)}");
        output.WriteLine($"hard prompts sent to economy: {Share(Count(RouteTier.Premium, RouteTier.Economy), hard)}");
        WriteCost(output);
        foreach (var (prompt, judged) in all.Where(item => misses && item.Judged.Tier != item.Prompt.Label))
        {
            output.WriteLine($"{prompt.Label} <> {judged.Score,5:0.0} {judged.Reason}\n    {prompt.Text.ReplaceLineEndings(" ")[..Math.Min(110, prompt.Text.Length)]}");
        }
    }

    private void WriteCost(TextWriter output)
    {
        var premium = all.Sum(item => Cost(RouteTier.Premium, item.Prompt));
        var routed = all.Sum(item => Cost(item.Judged.Tier, item.Prompt));
        var ideal = all.Sum(item => Cost(item.Prompt.Label, item.Prompt));
        output.WriteLine($"cost of {all.Count} turns: all premium ${premium:0.00}, routed ${routed:0.00} (saves {1 - routed / premium:P0}), by the labels ${ideal:0.00} (saves {1 - ideal / premium:P0})");
    }

    private static double Cost(RouteTier tier, LabelledPrompt prompt)
    {
        var (price, tokens) = (Prices[(int)tier], Tokens[(int)prompt.Label]);
        return (price.In * tokens.In + price.Out * tokens.Out) / 1e6;
    }

    private int Count(RouteTier label, RouteTier tier) => all.Count(item => item.Prompt.Label == label && item.Judged.Tier == tier);

    private static string Share(int count, int of) => $"{count} of {of} ({(double)count / of:P1})";
}
