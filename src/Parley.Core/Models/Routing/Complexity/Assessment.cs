namespace Parley.Models.Routing.Complexity;

/// <summary>How hard a message is taken to be, and why.</summary>
/// <param name="Score">The sum of the signals' weights and the base.</param>
/// <param name="Signals">What was noticed, the weightiest first.</param>
/// <param name="Reason">The tier and the signals that decided it, for people.</param>
public sealed record Assessment(RouteTier Tier, double Score, IReadOnlyList<Signal> Signals, string Reason);

/// <summary>Something noticed in a message.</summary>
/// <param name="Phrase">Ends the sentence "It …": <c>asks for a proof</c>.</param>
/// <param name="Weight">Above 0 speaks for a more capable model, below 0 for a cheaper one.</param>
public sealed record Signal(string Phrase, double Weight);
