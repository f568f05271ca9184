using System.Collections.Frozen;
using Parley.Models.Offline.Text;

namespace Parley.Knowledge.Citations.Support;

/// <summary>Words that turn a statement into its opposite.</summary>
internal static class Negation
{
    private static readonly FrozenSet<string> Words = WordSet.Of("""
        not no never none nobody nothing nowhere neither nor without cannot hardly except unless
        nicht kein keine keinen keinem keiner keines nie niemals nichts niemand ohne weder ausser
        """);

    // "Is refused" says what "is not accepted" says, so that one may stand for the other.
    private static readonly FrozenSet<string> Soft = WordSet.Of("""
        refuse refuses refused reject rejects rejected deny denies denied forbid forbids forbidden prohibit prohibited prevent prevents
        prevented fail fails failed failing lack lacks lacking miss missing misses ignore ignores ignored omit omits omitted disable
        disabled disables skip skipped skips drop dropped drops exclude excluded excludes avoid avoids block blocks blocked stop stops
        stopped unable impossible invalid unknown unlimited unavailable unsupported unsigned unused untouched unchanged unauthorised
        unauthorized unencrypted absent empty instead neither-nor zero cancelled canceled closed rather only away left loses lost free
        verweigert abgelehnt verboten verhindert fehlt fehlen ungultig unbekannt unmoglich leer statt frei
        """);

    // "No more than five" denies nothing, nor does "not only".
    private static readonly FrozenSet<string> Comparatives = WordSet.Of("""
        more less fewer later earlier sooner longer shorter older younger higher lower larger smaller greater bigger further mehr weniger spater fruher langer kurzer alter junger hoher
        """);

    /// <summary>Whether a negating word only says how far something goes.</summary>
    public static bool IsOfBound(List<Word> words, int at) =>
        at + 1 < words.Count && (words[at + 1].Folded is "only" or "nur" || (at + 2 < words.Count && words[at + 2].Folded is "than" or "als" && Comparatives.Contains(words[at + 1].Folded)));

    public static bool IsHard(string folded) => Words.Contains(folded) || folded.EndsWith("n't", StringComparison.Ordinal);

    public static bool IsSoft(string folded) => Soft.Contains(folded);

    public static bool Occurs(string text) => WordReader.Read(text, Language.Other).Any(word => IsHard(word.Folded));
}
