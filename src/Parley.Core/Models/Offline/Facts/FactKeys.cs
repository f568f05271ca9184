using System.Collections.Frozen;
using Parley.Models.Offline.Text;

namespace Parley.Models.Offline.Facts;

/// <summary>The names facts are filed under, and what different words for the same thing have in common.</summary>
internal static class FactKeys
{
    public const string Name = "name";
    public const string Age = "age";
    public const string Being = "be";
    public const string Origin = "from";
    public const string Job = "my:job";
    public const string Birth = "my:birthday";

    private const string Possession = "my:";

    // The first of each line is the key the others are filed under.
    private static readonly FrozenDictionary<string, string> Verbs = Read("""
        live lived moved reside wohne lebe
        work worked arbeite
        like mag
        love liebe
        enjoy
        prefer bevorzuge
        hate hasse
        dislike
        have habe
        own besitze
        use benutze
        drive fahre
        speak spreche
        study studied studiere
        play spiele
        teach
        eat esse
        drink trinke
        learn lerne
        need brauche
        want
        """);

    // Kinds of which a person has several, so that a second statement adds and does not replace.
    private static readonly FrozenSet<string> Plural =
        WordSet.Of("like love enjoy hate dislike have own speak play be work eat drink learn");

    private static readonly FrozenDictionary<string, string> Possessions = new Dictionary<string, string>
    {
        ["name"] = Name,
        ["full name"] = Name,
        ["nam"] = Name,
        ["nickname"] = Name,
        ["age"] = Age,
        ["alt"] = Age,
        ["occup"] = Job,
        ["profess"] = Job,
        ["beruf"] = Job,
        ["home town"] = "my:hometown",
    }.ToFrozenDictionary();

    /// <summary>The key of "I live", "I work"; <c>null</c> for a verb that states no fact worth keeping.</summary>
    public static string? OfVerb(string folded) => Verbs.GetValueOrDefault(folded);

    /// <summary>The key of "my favourite colour": the stems of its content words, in any order.</summary>
    public static string? OfPossession(string words)
    {
        var stems = WordReader.Read(words, Language.English)
            .Where(word => word.IsContent)
            .Select(word => Synonyms.Canonical(word.Term, Language.English))
            .Order(StringComparer.Ordinal)
            .ToArray();
        if (stems.Length is 0 or > 4)
            return null;
        var key = string.Join(' ', stems);
        return Possessions.GetValueOrDefault(key, Possession + key);
    }

    public static bool IsPlural(string key) => Plural.Contains(key);

    /// <summary>The keys a question for this key may be answered from, best first.</summary>
    public static string[] Related(string key) => key switch
    {
        "like" or "love" or "enjoy" => ["like", "love", "enjoy", "prefer"],
        "hate" or "dislike" => ["hate", "dislike"],
        Job => [Job, "work", Being],
        "live" => ["live", "my:home", "my:city", "my:address"],
        "my:home" or "my:city" or "my:hometown" => [key, "live"],
        "my:address" => [key, "live"],
        Origin => [Origin, "my:hometown"],
        Name => [Name, "my:first name"],
        "my:employ" => [key, "work"],
        _ => [key],
    };

    private static FrozenDictionary<string, string> Read(string lines) => lines
        .Split('\n')
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .SelectMany(verbs => verbs.Select(verb => (verb, verbs[0])))
        .ToFrozenDictionary(pair => pair.verb, pair => pair.Item2);
}
