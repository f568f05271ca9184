namespace Parley.Models.Routing.Complexity;

/// <summary>
/// Judges how hard a message is from its words, in English and German: no model call, no state, the same on every machine.
/// The score is a base plus the weights of what was noticed; two thresholds part the tiers. The weights were set by hand on
/// one half of <c>bench/routing/prompts.jsonl</c>; <c>docs/concepts/routing.md</c> gives the results on the other half.
/// </summary>
public static class ComplexityClassifier
{
    /// <summary>A message about which nothing is known is taken for an ordinary one, not for an easy one.</summary>
    private const double Base = 2.5;
    private const double StandardFrom = 2;
    private const double PremiumFrom = 3.75;

    /// <summary>Words of an instruction that cost nothing; every further ones add a little.</summary>
    private const int FreeWords = 12;
    private const int FewWords = 5;
    private const double WeightPerWord = 0.03;
    private const double MostForLength = 1.2;

    /// <summary>A message of at most this many words, with nothing noticed in it, goes on with what was asked before.</summary>
    private const int FollowUpWords = 10;
    private const int NamedSignals = 3;

    public static Assessment Classify(Prompt prompt)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        var instruction = Instruction.Read(prompt.Text);
        var words = CountWords(instruction.Text);
        var signals = Read(prompt, instruction, words);
        var score = Base + signals.Sum(signal => signal.Weight);
        if (prompt.PreviousTier is { } previous && IsFollowUp(words, signals) && Floor(previous) > score)
        {
            signals.Add(new("follows up on the conversation", Floor(previous) - score));
            score = Floor(previous);
        }

        var tier = score >= PremiumFrom ? RouteTier.Premium : score >= StandardFrom ? RouteTier.Standard : RouteTier.Economy;
        signals.Sort((a, b) => Math.Abs(b.Weight).CompareTo(Math.Abs(a.Weight)));
        return new(tier, Math.Round(score, 2), signals, Explain(tier, signals));
    }

    internal static string Name(RouteTier tier) => tier switch
    {
        RouteTier.Economy => "economy",
        RouteTier.Standard => "standard",
        _ => "premium",
    };

    private static List<Signal> Read(Prompt prompt, Instruction instruction, int words)
    {
        var signals = new List<Signal>(8);
        foreach (var pattern in HardPatterns.All.AsSpan())
        {
            Add(pattern.Find(instruction.Text, words));
        }

        foreach (var pattern in EasyPatterns.All.AsSpan())
        {
            Add(pattern.Find(instruction.Text, words));
        }

        Add(words <= FewWords && signals.TrueForAll(signal => signal.Weight < 0) ? new("is short", -1) : null);
        Add(words > FreeWords ? new("is long", Math.Min((words - FreeWords) * WeightPerWord, MostForLength)) : null);
        Add(instruction.HasCode ? new("brings code", 0.75) : null);
        Add(instruction.HasLongMaterial ? new("brings a long text", 0.5) : null);
        Add(instruction.Text.AsSpan().Count('?') >= 3 ? new("asks several questions", 1) : null);
        Add(prompt.Depth >= 12 ? new("stands deep in a conversation", 0.5) : null);
        Add(prompt.HasSchemaOrTools ? new("demands a schema or tools", 0.5) : null);
        return signals;

        void Add(Signal? signal)
        {
            if (signal is not null)
            {
                signals.Add(signal);
            }
        }
    }

    // "And for n + 1?" says nothing of its own; "Thanks!" says that it is over.
    private static bool IsFollowUp(int words, List<Signal> signals) =>
        words <= FollowUpWords && signals.TrueForAll(signal => signal.Weight > -2);

    private static double Floor(RouteTier tier) => tier switch
    {
        RouteTier.Economy => 0,
        RouteTier.Standard => StandardFrom,
        _ => PremiumFrom,
    };

    private static int CountWords(ReadOnlySpan<char> text)
    {
        var count = 0;
        var inWord = false;
        foreach (var c in text)
        {
            var isWord = !char.IsWhiteSpace(c);
            count += isWord && !inWord ? 1 : 0;
            inWord = isWord;
        }

        return count;
    }

    // Only what speaks for the tier is named: for economy what made it cheap, else what made it dear.
    private static string Explain(RouteTier tier, List<Signal> signals)
    {
        var decisive = signals.Where(signal => tier is RouteTier.Economy ? signal.Weight < 0 : signal.Weight > 0)
            .Take(NamedSignals).Select(signal => signal.Phrase).ToList();
        return $"{Name(tier)}: {(decisive.Count == 0 ? (tier is RouteTier.Economy ? "short and nothing hard noticed" : "nothing out of the ordinary noticed") : string.Join(", ", decisive))}";
    }
}
