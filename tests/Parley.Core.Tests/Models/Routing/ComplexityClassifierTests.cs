using System.Text.Json;
using Parley.Models.Routing;
using Parley.Models.Routing.Complexity;
using Parley.Testing;

namespace Parley.Core.Tests.Models.Routing;

public sealed class ComplexityClassifierTests
{
    /// <summary>Guards what was measured. bench/README.md gives the figures; a change that makes them worse must say so there.</summary>
    [Theory]
    [InlineData("prompts.jsonl", 0.0, 0.03)]
    [InlineData("fresh.jsonl", 0.05, 0.15)]
    public void Classify_LabelledPrompts_HardOnesAreSeldomTakenForEasy(string file, double hardToEconomy, double tooLow)
    {
        var all = File.ReadLines(Path.Combine(Repository.Root, "bench", "routing", file))
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Select(prompt => (Label: Enum.Parse<RouteTier>(prompt.GetProperty("label").GetString()!, ignoreCase: true),
                ComplexityClassifier.Classify(new(prompt.GetProperty("text").GetString()!)).Tier)).ToList();
        var hard = all.Where(item => item.Label is RouteTier.Premium).ToList();

        Assert.InRange(hard.Count(item => item.Tier is RouteTier.Economy) / (double)hard.Count, 0, hardToEconomy);
        Assert.InRange(all.Count(item => item.Tier < item.Label) / (double)all.Count, 0, tooLow);
    }

    [Fact]
    public void Classify_Reason_NamesTheDecisiveSignals()
    {
        var judged = ComplexityClassifier.Classify(new(
            "Design a queue that must never lose a message, without a leader, with at most two nodes, within 5 ms, and prove it."));

        Assert.Equal(RouteTier.Premium, judged.Tier);
        Assert.StartsWith("premium: asks for a proof or a derivation, ", judged.Reason, StringComparison.Ordinal);
        Assert.Contains(judged.Signals, signal => signal.Phrase is "names 5 constraints" or "names 4 constraints");
    }

    [Fact]
    public void Classify_PastedText_IsNotTakenForTheDemand()
    {
        var material = string.Concat(Enumerable.Repeat("We prove a theorem about deadlocks, analyse the design and compare the risks. ", 40));

        Assert.Equal(RouteTier.Economy, ComplexityClassifier.Classify(new("Translate the following into French:\n\n" + material)).Tier);
    }

    [Theory, InlineData(""), InlineData("\"\"\"\"\""), InlineData("```"), InlineData("„“\n\n\n\n"), InlineData("?")]
    public void Classify_Oddities_AreJudgedWithoutFailing(string text) =>
        Assert.NotEmpty(ComplexityClassifier.Classify(new(text)).Reason);

    [Fact]
    public void Classify_HugeText_ReadsOnlyItsEnds()
    {
        var huge = "Fix the typos:\n\n" + new string('x', 2_000_000) + "\n\nprove";

        var judged = ComplexityClassifier.Classify(new(huge));

        Assert.Contains(judged.Signals, signal => signal.Phrase == "brings a long text");
    }
}
