using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace Parley.Chat.Context;

/// <summary>How much is lost without a sentence, from 0 to about 1.2. The weights are a judgement; bench/README.md says what they keep.</summary>
internal static partial class Importance
{
    private const double Recency = 0.25;
    private const double Position = 0.15;
    private const double Uniqueness = 0.25;
    private const double Facts = 0.45;
    private const double FromThePerson = 0.1;

    /// <param name="said">The words the model reads anyway.</param>
    public static double Of(RankedSentence sentence, IReadOnlySet<int> said) =>
        Recency * sentence.Recency
        + Position * (sentence.Place == 0 ? 1 : sentence.Place == sentence.Of - 1 ? 0.6 : 0.2)
        + Uniqueness * (sentence.Words.Count == 0 ? 0 : sentence.Words.Count(word => !said.Contains(word)) / (double)sentence.Words.Count)
        + Facts * FactsIn(sentence.Text)
        + (sentence.Message.Role == ChatRole.User ? FromThePerson : 0);

    private static double FactsIn(string text) => Math.Min(1,
        (text.AsSpan().ContainsAnyInRange('0', '9') ? 0.4 : 0)
        + (Name().IsMatch(text) ? 0.3 : 0)
        + (text.Contains('?', StringComparison.Ordinal) ? 0.2 : 0)
        + (Decision().IsMatch(text) ? 0.5 : 0));

    // A capital within a sentence. In German every noun has one: there it tells little, and as much for all.
    [GeneratedRegex(@"[\p{Ll},;:] \p{Lu}\p{Ll}")]
    private static partial Regex Name();

    [GeneratedRegex(
        @"\b(my name|i am|i'm|i live|i prefer|we (decided|agreed)|decided|agreed|must|never|always|remember|important|deadline|because|budget|ich heiße|ich bin|ich wohne|mein name|beschlossen|vereinbart|wichtig|immer|niemals|muss|merke?|frist|weil)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Decision();
}
