using System.Collections.Frozen;
using Parley.Models.Offline.Text;

namespace Parley.Knowledge.Citations.Support;

/// <summary>Sentences that speak of what was named before.</summary>
internal static class PointingBack
{
    private const int Sample = 60;
    private const int Words = 4;

    private static readonly FrozenSet<string> Pronouns = WordSet.Of("""
        it its they them their he his she her this that these those both each all such here there
        er sein seine sie ihr ihre es dies diese dieser beide alle
        """);

    public static bool Begins(string text, int start) =>
        WordReader.Read(text.Substring(start, Math.Min(Sample, text.Length - start)), Language.Other).Take(Words).Any(word => Pronouns.Contains(word.Folded));
}
