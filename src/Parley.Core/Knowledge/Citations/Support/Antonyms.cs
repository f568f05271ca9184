using System.Collections.Frozen;
using Parley.Models.Offline.Text;

namespace Parley.Knowledge.Citations.Support;

/// <summary>Words that say opposite things, by their stems: pairs, and those that an "un" in front turns round.</summary>
internal static class Antonyms
{
    private const string English = """
        increase decrease|refund charge|refunded charged|increase reduce|raise lower|rise fall|grow shrink|enable disable|enabled disabled|minimum maximum
        min max|most least|more fewer|more less|above below|over under|first last|public private|required optional
        mandatory optional|accept reject|accept refuse|allow forbid|allow deny|allow block|allowed forbidden|permit forbid|open close|opens closes
        include exclude|add remove|higher lower|faster slower|longer shorter|larger smaller|newest oldest|newer older|synchronous asynchronous
        permanent temporary|automatic manual|automatically manually|success failure|succeed fail|ascending descending|incoming outgoing
        inbound outbound|internal external|encrypted plain|keep delete|keep forget|forgotten kept|northern southern|eastern western|keeps deletes|kept deleted|start stop|begin end|same different
        single multiple|true false|left right|early late|earlier later|cheap expensive|cheaper dearer|strong weak
        lossy lossless|upper lower|odd even|buy sell|import export|upload download|online offline|read write|mutable immutable
        client server|input output|weekly daily|weekly monthly|daily monthly|monthly yearly|hourly daily|north south|east west|morning evening
        hot cold|warm cold|wet dry|day night|summer winter|inside outside|ascend descend|front back|top bottom|horizontal vertical
        local remote|global local|lock unlock|encrypt decrypt|sender recipient|parent child
        warmer colder|warmer cooler|hotter colder|one several|single several|automatic hand|automatically hand|manual automatically|exceed below|exceed under|win lose|gain lose|push pull|older younger
        old new|old young|light dark|light heavy|lighter heavier|thick thin|thicker thinner|wide narrow|wider narrower|deep shallow|deeper shallower|long short|big small|large small|bigger smaller|high low|fast slow
        quick slow|quickly slowly|hard easy|difficult easy|full empty|clean dirty|safe dangerous|rough smooth|tight loose|right wrong|visible hidden|active passive|positive negative|majority minority
        always never|often rarely|frequently rarely|usually rarely|everybody nobody|everyone nobody|all none|together alone|together separately|past future|previous next|indoors outdoors|indoor outdoor
        upstairs downstairs|uphill downhill|upward downward|up down|forward backward|inner outer|major minor|senior junior|approve reject|approve refuse|approved rejected|confirm deny|support oppose
        remember forget|save delete|create destroy|build demolish|connect disconnect|attach detach|enter exit|load unload|appear disappear|expand contract|extend shorten|lengthen shorten|widen narrow
        strengthen weaken|improve worsen|better worse|best worst|profit loss|surplus deficit|credit debit|deposit withdraw|heat cool|freeze melt|freeze thaw|fresh stale|raw cooked|sweet sour
        primary secondary|absolute relative|general special|simple complex|simple complicated|natural artificial|domestic foreign|urban rural|voluntary compulsory|voluntary mandatory|guilty innocent
        peace war|victory defeat|birth death|arrival departure|entrance exit|beginning end|ahead behind|closest farthest|nearest farthest|men women|man woman|brother sister|father mother|husband wife
        """;

    private const string German = """
        geoffnet geschlossen|offnen schliessen|offnet schliesst|offen geschlossen|warm kalt|heiss kalt|sommer winter|fruhling herbst|ersten letzten|erster letzter|hochstens mindestens|maximal minimal
        mehr weniger|meisten wenigsten|grosser kleiner|gross klein|hoher niedriger|hoch niedrig|lang kurz|langer kurzer|schnell langsam|fruh spat|fruher spater|vorher nachher|oben unten
        links rechts|innen aussen|drinnen draussen|immer nie|alle keine|jeder niemand|alt neu|alten neuen|jung alt|steigen fallen|steigt fallt|stieg fiel|stieg sank|steigen sinken|zunehmen abnehmen
        erhohen senken|erhoht gesenkt|wachsen schrumpfen|erlauben verbieten|erlaubt verboten|annehmen ablehnen|angenommen abgelehnt|offentlich privat|freiwillig verpflichtend|automatisch manuell
        automatisch hand|taglich wochentlich|wochentlich monatlich|monatlich jahrlich|taglich monatlich|norden suden|osten westen|nordlich sudlich|ostlich westlich|morgens abends|tag nacht|beginn ende
        beginnen enden|anfang ende|mann frau|bruder schwester|mutter vater|gewinnen verlieren|gewinn verlust|laut leise|hell dunkel|leicht schwer|voll leer|nass trocken|gesund krank|reich arm
        billig teuer|richtig falsch|wahr falsch|positiv negativ|intern extern|lokal global|eingang ausgang|ankunft abfahrt|obergrenze untergrenze|maximum minimum|besser schlechter|einschalten ausschalten
        hinzufugen entfernen|roh gekocht|suss sauer|dafur dagegen|stark schwach|breit schmal|dick dunn
        """;

    private static readonly string[] Reversing = ["un", "non", "dis", "in", "im", "ir"];
    private static readonly FrozenDictionary<string, FrozenSet<string>> Opposites = Read();

    /// <summary>Whether one of the stems that a statement has, and the other has not, says the opposite of one that only the other has.</summary>
    public static bool Flip(HashSet<string> words, HashSet<string> others) =>
        words.Any(word => !others.Contains(word) && (Has(others, words, word) || Reversing.Any(prefix =>
            Only(others, words, prefix + word) || (word.Length > prefix.Length + 3 && word.StartsWith(prefix, StringComparison.Ordinal) && Only(others, words, word[prefix.Length..])))));

    private static bool Has(HashSet<string> others, HashSet<string> words, string word) =>
        Opposites.TryGetValue(word, out var opposites) && opposites.Any(opposite => Only(others, words, opposite));

    private static bool Only(HashSet<string> others, HashSet<string> words, string word) => others.Contains(word) && !words.Contains(word);

    // With the words' other forms, as far as those are known: "fell" is a form of "fall".
    private static FrozenDictionary<string, FrozenSet<string>> Read() =>
        Pairs(English, Language.English).Concat(Pairs(German, Language.German))
            .Where(pair => pair[0] != pair[1])
            .SelectMany(pair => new[] { (Word: pair[0], Opposite: pair[1]), (Word: pair[1], Opposite: pair[0]) })
            .GroupBy(pair => pair.Word)
            .ToFrozenDictionary(group => group.Key, group => group.Select(pair => pair.Opposite).ToFrozenSet());

    private static IEnumerable<string[]> Pairs(string pairs, Language language) =>
        pairs.Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(pair => pair.Split(' ').Select(word => Stemmer.Stem(word, language)).ToArray());
}
