namespace Parley.Models.Offline.Text;

/// <summary>Finds out what a question asks for, from its question word and the words that follow it.</summary>
internal static class QuestionReader
{
    public static Question Read(string text, Language language)
    {
        var words = WordReader.Read(text, language).ToList();
        var asking = words.FindIndex(word => QuestionWords.IsQuestionWord(word.Folded));
        var type = asking < 0 ? AnswerType.Any : TypeOf(words, asking);
        var about = words.Where((word, i) => IsContent(word) && !IsImplied(words, asking, i, type)).ToList();
        var focus = asking < 0 ? null : FindFocus(words, asking);
        return new Question(text, type, Terms(about), focus is null ? null : Synonyms.Canonical(focus, language))
        {
            IsYesOrNo = asking < 0 && words.Count > 0 && QuestionWords.IsAuxiliary(words[0].Folded),

            // German writes every noun with a capital.
            Names = language == Language.English ? Terms(words.Skip(1).Where(word => word.IsCapitalised && IsContent(word))) : [],
            IsAboutAsker = words.Exists(word => word.Folded is "my" or "i" or "mein" or "meine" or "meinen" or "meiner" or "ich"),
            IsAboutAnswerer = words.Exists(word => word.Folded is "you" or "your" or "du" or "dein" or "deine" or "ihr" or "ihre"),
        };

        List<string> Terms(IEnumerable<Word> found) => [.. found.Select(word => Synonyms.Canonical(word.Term, language)).Distinct()];
    }

    /// <summary>Whether the text begins as a question does, whatever it ends with.</summary>
    public static bool BeginsAsQuestion(string folded) => QuestionWords.IsQuestionWord(folded) || QuestionWords.IsAuxiliary(folded);

    private static bool IsContent(Word word) => word.IsContent && !StopWords.IsScaffolding(word.Folded);

    // The "big" of "how big" and the "date" of "what date" will not be in the answer; a figure or a date will.
    private static bool IsImplied(List<Word> words, int asking, int i, AnswerType type) =>
        (type == AnswerType.Time && QuestionWords.IsTimeNoun(words[i].Folded))
        || (asking >= 0 && i == asking + 1 && QuestionWords.IsHow(words[asking].Folded) && QuestionWords.IsMeasure(words[i].Folded));

    private static AnswerType TypeOf(List<Word> words, int asking)
    {
        // 1. "Who is X?" and "What is X?" want X explained.
        var hasCopula = asking + 1 < words.Count && QuestionWords.IsCopula(words[asking + 1].Folded);
        var isDefinition = (hasCopula || words[asking].Folded is "what's" or "whats") && words.Skip(asking + 1).Count(IsContent) == 1;
        if (QuestionWords.TypeOf(words[asking].Folded) is { } type)
            return type == AnswerType.Person && hasCopula ? TypeOfWho(words.Skip(asking + 2), isDefinition) : type;
        if (asking + 1 >= words.Count)
            return AnswerType.Any;

        // 2. "How many", "what date".
        var following = words[asking + 1].Folded;
        if (QuestionWords.IsHow(words[asking].Folded))
            return QuestionWords.TypeOfMeasure(following);
        if (QuestionWords.IsTimeNoun(following))
            return AnswerType.Time;
        return isDefinition ? AnswerType.Definition : AnswerType.Any;
    }

    // "Who is Anna?" wants her explained, "Who is the owner?" wants a name.
    private static AnswerType TypeOfWho(IEnumerable<Word> rest, bool isDefinition)
    {
        var first = rest.FirstOrDefault(IsContent);
        return first.IsCapitalised ? (isDefinition ? AnswerType.Definition : AnswerType.Person)
            : first.IsContent ? AnswerType.Name
            : AnswerType.Person;
    }

    private static string? FindFocus(List<Word> words, int asking)
    {
        // 1. "how many X", "where does X VERB".
        var first = asking + 1;
        if (QuestionWords.IsHow(words[asking].Folded))
        {
            var counts = first < words.Count && words[first].Folded is "many" or "viele";
            return counts ? words.Skip(first + 1).FirstOrDefault(IsContent).Term : null;
        }

        if (QuestionWords.TypeOf(words[asking].Folded) is not (null or AnswerType.Person))
            return FindVerb(words, first);

        // 2. "which X", "who VERBs": what follows at once. "what is the Y X of": the noun before the preposition.
        // "what is the name of the X": the one behind it.
        var (start, end) = FindNouns(words, first);
        if (end > start && end < words.Count && IsFrame(words[end - 1]))
            (start, end) = FindNouns(words, end);
        if (end == start)
            return null;

        var focus = words[start == first ? start : end - 1];
        return IsFrame(focus) ? null : focus.Term;
    }

    // "Where does X live": without the verb a sentence about X says something else. Other forms have no such mark.
    private static string? FindVerb(List<Word> words, int auxiliary) =>
        auxiliary < words.Count && words[auxiliary].Folded is "do" or "does" or "did" && words.FindLastIndex(IsContent) is > 0 and var last
        && last > auxiliary && !IsFrame(words[last])
            ? words[last].Term
            : null;

    // The next run of content words, up to a preposition.
    private static (int Start, int End) FindNouns(List<Word> words, int from)
    {
        var start = from;
        while (start < words.Count && !IsContent(words[start]))
            start++;
        var end = start;
        while (end < words.Count && IsContent(words[end]) && !QuestionWords.IsPreposition(words[end].Folded))
            end++;
        return (start, end);
    }

    private static bool IsFrame(Word word) =>
        QuestionWords.IsTimeNoun(word.Folded) || QuestionWords.IsGeneric(word.Folded) || QuestionWords.IsGeneric(word.Term);
}
