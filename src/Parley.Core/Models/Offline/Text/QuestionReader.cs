using System.Collections.Frozen;

namespace Parley.Models.Offline.Text;

/// <summary>Finds out what a question asks for, from its question word and the words that follow it.</summary>
internal static class QuestionReader
{
    private static readonly FrozenDictionary<string, AnswerType> ByWord = new Dictionary<string, AnswerType>
    {
        ["who"] = AnswerType.Person,
        ["whom"] = AnswerType.Person,
        ["whose"] = AnswerType.Person,
        ["when"] = AnswerType.Time,
        ["where"] = AnswerType.Place,
        ["why"] = AnswerType.Reason,
        ["wer"] = AnswerType.Person,
        ["wem"] = AnswerType.Person,
        ["wen"] = AnswerType.Person,
        ["wann"] = AnswerType.Time,
        ["wo"] = AnswerType.Place,
        ["woher"] = AnswerType.Place,
        ["wohin"] = AnswerType.Place,
        ["warum"] = AnswerType.Reason,
        ["wieso"] = AnswerType.Reason,
        ["weshalb"] = AnswerType.Reason,
        ["wieviel"] = AnswerType.Number,
        ["wieviele"] = AnswerType.Number,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, AnswerType> ByWordAfterHow = new Dictionary<string, AnswerType>
    {
        ["many"] = AnswerType.Number,
        ["much"] = AnswerType.Number,
        ["old"] = AnswerType.Number,
        ["far"] = AnswerType.Number,
        ["tall"] = AnswerType.Number,
        ["high"] = AnswerType.Number,
        ["large"] = AnswerType.Number,
        ["big"] = AnswerType.Number,
        ["long"] = AnswerType.Duration,
        ["often"] = AnswerType.Frequency,
        ["viel"] = AnswerType.Number,
        ["viele"] = AnswerType.Number,
        ["alt"] = AnswerType.Number,
        ["hoch"] = AnswerType.Number,
        ["lange"] = AnswerType.Duration,
        ["oft"] = AnswerType.Frequency,
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> TimeNouns =
        "date time day year month datum uhrzeit tag jahr monat uhr".Split(' ').ToFrozenSet();

    // Nouns that frame what is asked for and need not stand in the answer.
    private static readonly FrozenSet<string> Generic =
        ("policy rule process procedure name detail information kind type sort thing way amount value meaning story happen happened main "
            + "subject topic regel name art ding weise betrag wert bedeutung").Split(' ').ToFrozenSet();

    private static readonly FrozenSet<string> Copulas = "is are was were ist sind war waren 's".Split(' ').ToFrozenSet();

    private static readonly FrozenSet<string> Prepositions =
        ("of for in on at to from by with about under during after before per and or that who which when if "
            + "von fur im am auf bei zu zum zur mit nach vor der des die das und oder wenn").Split(' ').ToFrozenSet();

    public static Question Read(string text, Language language)
    {
        var words = WordReader.Read(text, language).ToList();
        var asking = FindQuestionWord(words);
        var type = asking < 0 ? AnswerType.Any : TypeOf(words, asking);
        var terms = words
            .Where(word => IsContent(word) && !(type == AnswerType.Time && TimeNouns.Contains(word.Folded)))
            .Select(word => Synonyms.Canonical(word.Term, language))
            .Distinct()
            .ToList();
        var focus = asking < 0 ? null : FindFocus(words, asking);
        return new Question(text, type, terms, focus is null ? null : Synonyms.Canonical(focus, language))
        {
            IsAboutAsker = words.Any(word => word.Folded is "my" or "mein" or "meine" or "meinen" or "meiner" or "i" or "ich"),
            IsAboutAnswerer = words.Any(word => word.Folded is "you" or "your" or "du" or "dein" or "deine" or "ihr" or "ihre"),
        };
    }

    public static bool IsGeneric(string term) => Generic.Contains(term);

    /// <summary>Whether the text begins as a question does, whatever it ends with.</summary>
    public static bool BeginsAsQuestion(string folded) =>
        ByWord.ContainsKey(folded) || folded is "what" or "what's" or "which" or "how" or "was" or "welche" or "welcher" or "welches" or "wie"
            or "is" or "are" or "can" or "does" or "do" or "did" or "ist" or "sind" or "kann" or "hat" or "gibt";

    private static bool IsContent(Word word) => word.IsContent && !StopWords.IsScaffolding(word.Folded);

    private static int FindQuestionWord(List<Word> words) => words.FindIndex(word =>
        ByWord.ContainsKey(word.Folded) || word.Folded is "what" or "what's" or "which" or "how" or "was" or "welche" or "welcher" or "welches" or "wie");

    private static AnswerType TypeOf(List<Word> words, int asking)
    {
        if (ByWord.TryGetValue(words[asking].Folded, out var type))
            return type is AnswerType.Person && IsCopula(words, asking + 1) && words.Skip(asking + 2).Count(IsContent) == 1
                ? AnswerType.Definition
                : type;
        if (asking + 1 >= words.Count)
            return AnswerType.Any;

        var following = words[asking + 1].Folded;
        if (words[asking].Folded is "how" or "wie")
            return ByWordAfterHow.GetValueOrDefault(following, AnswerType.Any);
        if (TimeNouns.Contains(following))
            return AnswerType.Time;
        return words.Skip(asking + 1).Count(IsContent) == 1 && (IsCopula(words, asking + 1) || words[asking].Folded == "what's")
            ? AnswerType.Definition
            : AnswerType.Any;
    }

    private static string? FindFocus(List<Word> words, int asking)
    {
        // "how many X", "which X", "who VERBs": what follows at once; "what is the X of": the noun before the preposition.
        var first = asking + 1;
        if (words[asking].Folded is "how" or "wie")
            return first + 1 < words.Count && words[first].Folded is "many" or "viele" ? words.Skip(first + 1).FirstOrDefault(IsContent).Term : null;
        if (words[asking].Folded is "when" or "where" or "why" or "wann" or "wo" or "warum" or "woher" or "wohin" or "wieso" or "weshalb")
            return null;

        var start = first;
        while (start < words.Count && !IsContent(words[start]))
            start++;
        var end = start;
        while (end < words.Count && !Prepositions.Contains(words[end].Folded) && (IsContent(words[end]) || end == start))
            end++;
        if (start >= words.Count || end == start)
            return null;

        var isVerb = words[asking].Folded is "who" or "wer" && start == first;
        var focus = words[isVerb ? start : end - 1];
        return TimeNouns.Contains(focus.Folded) || Generic.Contains(focus.Folded) ? null : focus.Term;
    }

    private static bool IsCopula(List<Word> words, int i) => i < words.Count && Copulas.Contains(words[i].Folded);
}
