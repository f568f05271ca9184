using System.Collections.Frozen;
using Parley.Models.Offline.Text;

namespace Parley.Models.Offline.Facts;

/// <summary>Reads what a person says about themselves: "My name is Alice", "I live in …", "Blue is my favourite colour".</summary>
internal static class FactReader
{
    private const int LongestValue = 160;
    private const int LongestPossession = 6;
    private const int LongestName = 60;

    private static readonly FrozenSet<string> Fillers = WordSet.Of("""
        hi hello hey so well actually no yes btw by the way also please remember that note fyi sorry ok okay and but now oh you
        can hallo ja nein und aber ubrigens bitte merke dir dass thanks correction wait currently really usually
        """);

    private static readonly FrozenSet<string> Copulas = WordSet.Of("is are was were ist sind war heisst");

    // "My question is …" and "I'm sure …" are about the conversation, not about the person.
    private static readonly FrozenSet<string> NoPossessions = WordSet.Of("""
        question problem issue point guess answer suggestion frage problem text message understanding idea
        """);

    private static readonly FrozenSet<string> Adverbs = WordSet.Of("currently really also mostly usually always now just gerade auch");

    private static readonly FrozenSet<string> NoStates = WordSet.Of("""
        not sorry sure here just fine good ok okay back glad happy afraid wondering confused ready done tired so very still
        nicht sicher hier gut fertig mude
        """);

    public static IEnumerable<Fact> Read(string text, bool isCurrent) => SentenceSplitter
        .Split(text.Replace('’', '\'').Replace("my name's ", "my name is ", StringComparison.OrdinalIgnoreCase).ReplaceLineEndings(". "))
        .Where(sentence => sentence[^1] is not ('?' or '？'))
        .SelectMany(Clauses.Split)
        .Select(clause => ReadClause(clause, isCurrent))
        .OfType<Fact>();

    private static Fact? ReadClause(string clause, bool isCurrent)
    {
        var words = WordReader.Read(clause, Language.Other).ToList();
        var first = words.FindIndex(word => !Fillers.Contains(word.Folded));
        if (first < 0 || first + 1 >= words.Count)
            return null;

        return words[first].Folded switch
        {
            "my" or "mein" or "meine" => ReadPossession(clause, words, first, isCurrent) ?? ReadNickname(clause, words, isCurrent),
            "i'm" => ReadState(clause, words, first + 1, isCurrent, "you are"),
            "i" when words[first + 1].Folded is "am" => ReadState(clause, words, first + 2, isCurrent, "you are"),
            "ich" when words[first + 1].Folded is "bin" => ReadState(clause, words, first + 2, isCurrent, "du bist"),
            "ich" when words[first + 1].Folded is "heisse" => NamedAs(Rest(clause, words, first + 2), isCurrent, isGerman: true),
            "i" or "ich" => ReadAction(clause, words, first, isCurrent),
            "call" or "nenn" or "nenne" when words[first + 1].Folded is "me" or "mich" =>
                NamedAs(Rest(clause, words, first + 2), isCurrent, isGerman: words[first].Folded[0] == 'n'),
            _ => ReadNickname(clause, words, isCurrent) ?? ReadInverted(clause, words, first, isCurrent),
        };
    }

    // "my X is Y"
    private static Fact? ReadPossession(string clause, List<Word> words, int my, bool isCurrent)
    {
        var copula = words.FindIndex(my, Math.Min(LongestPossession + 1, words.Count - my), word => Copulas.Contains(word.Folded));
        if (copula <= my + 1 || NoPossessions.Contains(words[copula - 1].Folded))
            return null;
        var possession = clause[words[my + 1].Start..words[copula - 1].End];
        var value = Rest(clause, words, copula + 1);
        if (value is null || FactKeys.OfPossession(possession) is not { } key || NegatesOrAsks(words, copula + 1))
            return null;
        if (words[copula + 1].Folded is "called" or "named")
            key = FactKeys.OfPossession(possession + "'s name") ?? key;
        if (key == FactKeys.Name)
            return NamedAs(value, isCurrent, isGerman: words[my].Folded[0] == 'm' && words[my].Folded != "my");

        var your = words[my].Folded switch { "mein" => "dein", "meine" => "deine", _ => "your" };
        return new Fact(key, value, $"{your} {possession} {clause[words[copula].Start..words[copula].End]} {Addressed(value)}", isCurrent);
    }

    // "I'm …"
    private static Fact? ReadState(string clause, List<Word> words, int at, bool isCurrent, string youAre)
    {
        if (at >= words.Count || Rest(clause, words, at) is not { } value)
            return null;
        var isGerman = youAre.StartsWith("du", StringComparison.Ordinal);
        var folded = words[at].Folded;
        if (folded is "called" or "named" && at + 1 < words.Count)
            return NamedAs(Rest(clause, words, at + 1), isCurrent, isGerman);
        if (words.Count - at <= 3 && words.Skip(at).All(word => word.IsCapitalised && word.IsContent))
            return NamedAs(value, isCurrent, isGerman);
        if (NoStates.Contains(folded) || folded.EndsWith("ing", StringComparison.Ordinal))
            return null;

        var key = folded is "from" or "aus" ? FactKeys.Origin
            : words[at].HasDigit && (words.Count == at + 1 || words[at + 1].Folded is "years" or "jahre") ? FactKeys.Age
            : FactKeys.Being;
        return new Fact(key, value, $"{youAre} {Addressed(value)}", isCurrent);
    }

    // "I live in …"
    private static Fact? ReadAction(string clause, List<Word> words, int i, bool isCurrent)
    {
        var verb = i + 1;
        while (verb < words.Count && Adverbs.Contains(words[verb].Folded))
            verb++;

        var negated = verb < words.Count && words[verb].Folded is "don't";
        if (negated)
            verb++;
        if (verb >= words.Count - 1 || Rest(clause, words, verb + 1) is not { } value)
            return null;
        if (words[verb].Folded == "was" && words[verb + 1].Folded == "born")
            return new Fact(FactKeys.Birth, value, $"you were {value}", isCurrent);
        if (words[verb].Folded is "come" or "komme" && words[verb + 1].Folded is "from" or "aus")
            return new Fact(FactKeys.Origin, value, words[i].Folded == "i" ? $"you come {value}" : $"du kommst {value}", isCurrent);
        if (FactKeys.OfVerb(words[verb].Folded) is not { } key || (negated && key is not ("like" or "love" or "enjoy")))
            return null;

        var verbText = clause[words[verb].Start..words[verb].End];
        return words[i].Folded == "i"
            ? new Fact(negated ? "dislike" : key, value, $"you {(negated ? "don't " : "")}{verbText} {Addressed(value)}", isCurrent)
            : new Fact(key, value, $"du {SecondPerson(verbText)} {value}", isCurrent);
    }

    // "My friends call me Al"
    private static Fact? ReadNickname(string clause, List<Word> words, bool isCurrent)
    {
        var call = words.FindIndex(word => word.Folded is "call" or "calls");
        return call is > 0 and < 4 && call + 2 < words.Count && words[call + 1].Folded == "me"
            ? NamedAs(Rest(clause, words, call + 2), isCurrent, isGerman: false)
            : null;
    }

    // "Blue is my favourite colour"
    private static Fact? ReadInverted(string clause, List<Word> words, int first, bool isCurrent)
    {
        var my = words.FindIndex(first, word => word.Folded is "my" or "mein" or "meine");
        if (my < first + 2 || my > first + 6 || my + 1 >= words.Count || !Copulas.Contains(words[my - 1].Folded) || !words[first].IsContent)
            return null;
        var value = clause[words[first].Start..words[my - 2].End];
        var possession = Rest(clause, words, my + 1);
        if (possession is null || FactKeys.OfPossession(possession) is not { } key)
            return null;
        var (your, verb) = words[my].Folded switch { "mein" => ("dein", "ist"), "meine" => ("deine", "ist"), _ => ("your", "is") };
        return new Fact(key, value, $"{your} {possession} {verb} {value}", isCurrent);
    }

    private static Fact? NamedAs(string? value, bool isCurrent, bool isGerman)
    {
        if (value is null)
            return null;
        var end = value.AsSpan().IndexOfAny(",;(");
        var name = (end > 0 ? value[..end] : value).Trim();
        foreach (var tail in new[] { " and ", " und ", " by the way", " now" })
        {
            if (name.IndexOf(tail, StringComparison.OrdinalIgnoreCase) is > 0 and var at)
                name = name[..at];
        }

        return name.Length is 0 or > LongestName
            ? null
            : new Fact(FactKeys.Name, name, isGerman ? $"dein Name ist {name}" : $"your name is {name}", isCurrent);
    }

    private static bool NegatesOrAsks(List<Word> words, int at) =>
        at < words.Count && words[at].Folded is "not" or "nicht" or "what" or "how" or "why";

    private static string? Rest(string clause, List<Word> words, int at)
    {
        if (at >= words.Count)
            return null;
        var rest = clause[words[at].Start..].TrimEnd(' ', '.', '!', ',', ';', ':', '\n', '\t');
        return rest.Length is 0 or > LongestValue ? null : rest;
    }

    // What they said of themselves, said to them.
    private static string Addressed(string value) => string.Join(' ', value.Split(' ').Select(word => word switch
    {
        "my" => "your",
        "me" => "you",
        "I" => "you",
        "I'm" => "you're",
        "am" => "are",
        "myself" => "yourself",
        "mine" => "yours",
        _ => word,
    }));

    private static string SecondPerson(string verb) => verb.ToLowerInvariant() switch
    {
        "mag" => "magst",
        "habe" => "hast",
        "fahre" => "fährst",
        "spreche" => "sprichst",
        "esse" => "isst",
        var regular when regular.EndsWith("te", StringComparison.Ordinal) => regular + "st",
        var regular => regular.TrimEnd('e') + (regular.EndsWith("sse", StringComparison.Ordinal) ? "t" : "st"),
    };
}
