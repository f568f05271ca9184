using System.Collections.Frozen;
using Parley.Models.Offline.Text;

namespace Parley.Knowledge.Citations.Support;

/// <summary>Pairs of words that say opposite things, by their stems.</summary>
internal static class Antonyms
{
    private const string Pairs = """
        increase decrease|increase reduce|raise lower|rise fall|grow shrink|enable disable|enabled disabled|before after|minimum maximum
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
        """;

    private static readonly FrozenDictionary<string, FrozenSet<string>> Opposites = Read();

    /// <summary>The stems that say the opposite of a word; empty for most words.</summary>
    public static FrozenSet<string> Of(string term) => Opposites.GetValueOrDefault(term, FrozenSet<string>.Empty);

    private static FrozenDictionary<string, FrozenSet<string>> Read() =>
        Pairs.Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(pair => pair.Split(' ').Select(word => Stemmer.Stem(word, Language.English)).ToArray())
            .Where(pair => pair[0] != pair[1])
            .SelectMany(pair => new[] { (Word: pair[0], Opposite: pair[1]), (Word: pair[1], Opposite: pair[0]) })
            .GroupBy(pair => pair.Word)
            .ToFrozenDictionary(group => group.Key, group => group.Select(pair => pair.Opposite).ToFrozenSet());
}
