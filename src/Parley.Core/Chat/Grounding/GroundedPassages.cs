using Parley.Knowledge.Citations;

namespace Parley.Chat.Grounding;

/// <summary>What an answer rests on.</summary>
/// <param name="Text">What the model is told: the rules, and the passages.</param>
/// <param name="Given">The passages as they are cited.</param>
/// <param name="Sources">The same as they are shown.</param>
internal sealed record GroundedPassages(string Text, IReadOnlyList<GivenPassage> Given, IReadOnlyList<TurnSource> Sources);
