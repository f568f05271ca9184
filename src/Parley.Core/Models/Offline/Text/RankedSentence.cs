namespace Parley.Models.Offline.Text;

/// <param name="Sentence">A sentence that covers enough of the question.</param>
/// <param name="Score">Comparable within one ranking.</param>
/// <param name="IsByHeading">Only its heading matched: its neighbours under that heading answer as well.</param>
/// <param name="NeedsPrevious">It points back, and the sentence before says to what.</param>
internal sealed record RankedSentence(Sentence Sentence, double Score, bool IsByHeading, bool NeedsPrevious);
