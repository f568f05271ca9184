using System.Collections.Frozen;
using Parley.Models.Offline.Text;

namespace Parley.Pipeline.Caching.Semantic;

/// <summary>Small words that turn a question around, English and German.</summary>
internal static class MarkWords
{
    private static readonly FrozenSet<string> Negations = WordSet.Of("""
        not no never none nobody nothing nowhere neither nor without cannot dont cant wont isnt doesnt didnt except unless
        nicht kein keine keinen keinem keiner keines nie niemals niemand nichts nirgends weder ohne ausser
        """);

    /// <summary>Begin requests in capitals without being names.</summary>
    private static readonly FrozenSet<string> Openers = WordSet.Of("""
        please tell show give explain describe list write find help need want is are do does did can could should would will may might has
        have had hi hello hey thanks yes ok okay let make get compare summarize summarise translate calculate define name bitte sag zeig nenne
        """);

    /// <summary>Stand before a request and change nothing in it.</summary>
    private static readonly FrozenSet<string> Greetings = WordSet.Of("please tell me hello hi hey bitte hallo");

    // Each says who, when, where or which way. "What" and "which" do not: they only open a question. Of a pair whose other
    // half is in every second sentence (on and off) the rarer is enough.
    private static readonly FrozenSet<string> Pointers = WordSet.Of("""
        who whom whose when where why how i me my mine you your yours he him his she her hers we us our they them their
        before after since until during above below over under down out off left right first last next previous earlier later
        more less most least many much few minimum maximum highest lowest largest smallest best worst
        increase decrease raise lower add remove enable disable start stop open close buy sell import export encrypt decrypt
        always only all any both either old new same different cheapest
        zero one two three four five six seven eight nine ten eleven twelve twenty hundred thousand million half double twice
        monday tuesday wednesday thursday friday saturday sunday today tomorrow yesterday
        wer wem wen wann wo woher wohin warum wie ich mein meine du dein deine er sein seine sie ihr ihre wir unser unsere
        vor seit bis uber unter aus links rechts erste letzte nachste mehr weniger meisten
        eins zwei drei vier funf sechs sieben acht neun zehn hundert tausend heute morgen gestern
        """);

    public static bool IsNegation(string folded) => Negations.Contains(folded) || folded.EndsWith("n't", StringComparison.Ordinal);

    public static bool IsGreeting(string folded) => Greetings.Contains(folded);

    public static bool IsOpener(string folded) => Openers.Contains(folded);

    /// <returns>The word when it points, else null.</returns>
    public static string? Pointer(string folded) => Pointers.Contains(folded) ? folded : null;
}
