using System.Text.RegularExpressions;

namespace Parley.Models.Routing.Complexity;

/// <summary>What speaks for a cheaper model.</summary>
internal static partial class EasyPatterns
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    public static readonly Pattern[] All =
    [
        new(Greeting(), -5, 1, "is small talk", LongestWords: 12),
        new(LookUp(), -2, 1, "looks up a fact", LongestWords: 14),
        new(Translation(), -3.5, 1, "asks for a translation"),
        new(Rewriting(), -3, 1, "rewrites a text"),
        new(Extraction(), -3, 1, "picks something out of a text"),
        new(Conversion(), -3, 1, "changes a format", LongestWords: 16),
        new(Summary(), -1, 1, "asks for a summary"),
        new(Brevity(), -1.5, 1, "wants a short answer"),
        new(SmallWish(), -1, 1, "asks for something small", LongestWords: 20),
    ];

    [GeneratedRegex(@"^\W*(hi|hello|hey|yo|thanks?|thank you|good (morning|evening|afternoon)|ok(ay)?|lol|bye|great|never mind|can you hear|are you there|hallo|danke|guten (tag|morgen|abend)|tschüss)\b", Options)]
    private static partial Regex Greeting();

    [GeneratedRegex(@"^\W*(what(['’]s| is| are| time| port)|what does .{1,30} (mean|do|stand for|come from)|who|whose|when (did|is|was|does)|where (is|are|was)|which \w+|how (many|much|tall|old|long|far|do i)|in which|tell me the|command (to|for)|population of|is (a|an)|define|remind me|was (ist|bedeutet|heißt|passt)|wer|wann|wo|wie (viele?|lange|hoch|alt|weit)|wie erstelle ich|welche[rs]? \w+)\b", Options)]
    private static partial Regex LookUp();

    [GeneratedRegex(@"\b(translate|translation|übersetze?|how do you say|wie heißt|(in|into|auf|ins|to) (german|french|spanish|english|italian|japanese|polish|chinese|deutsche?|englische?|spanische?|französische?|italienische?)|the \w+ word for)\b", Options)]
    private static partial Regex Translation();

    [GeneratedRegex(@"\b((fix|correct|clean up|korrigiere)( only)?( the| die)? (spelling|typos?|grammar|punctuation|rechtschreibung|grammatik)|more (polite|formal)|politer|friendlier|soften|höflicher|freundlicher|shorten (this|it)|(past|present) tense|replace .{1,20} (by|with)|make it a|rename|(into|one) (one )?sentence|(in|daraus) einen satz)\b", Options)]
    private static partial Regex Rewriting();

    [GeneratedRegex(@"^\W*(please |bitte )?(extract (the|all)|list the|pull|grab|count|classify this|is this|does this|sentiment|which (date|language) is|nenne die|welche[rs]? .{1,20} (kommen vor|steht)|ist diese|gib mir nur|what is the (total|name|sender|date|number))\b", Options)]
    private static partial Regex Extraction();

    [GeneratedRegex(@"^\W*(convert|turn (this|these) (list|notes|into)|sort|put (these|this)|uppercase|lowercase|write .{1,20} in words|give me (this )?as|rechne|schreibe die zahl|\d[\d.,]* ?\w{1,12} (in|to) \w{1,12}$)\b", Options)]
    private static partial Regex Conversion();

    [GeneratedRegex(@"\b(summari[sz]e|summary|tl;?dr|fasse\b.{1,40}\bzusammen)\b", Options)]
    private static partial Regex Summary();

    [GeneratedRegex(@"\b(in (one|two|a few) (words?|sentences?)|in einem satz|one-sentence|two[- ]line|yes or no|ja oder nein|only|nur)\b", Options)]
    private static partial Regex Brevity();

    [GeneratedRegex(@"\b(joke|synonyms?|tweet|captions?|(a|suggest a) name|titles|rhymes?|reime|greeting|gruß|gift|idee|ideas? for|cook|stain|heading|shortcut|flag)\b", Options)]
    private static partial Regex SmallWish();
}
