using System.Collections.Frozen;

namespace Parley.Models.Offline.Text;

/// <summary>The words questions are made of.</summary>
internal static class QuestionWords
{
    /// <summary>Those that say by themselves what is asked for.</summary>
    private static readonly FrozenDictionary<string, AnswerType> Telling = Index(
        (AnswerType.Person, "who whom whose wer wem wen"),
        (AnswerType.Time, "when wann"),
        (AnswerType.Place, "where wo woher wohin"),
        (AnswerType.Reason, "why warum wieso weshalb"),
        (AnswerType.Number, "wieviel wieviele"));

    /// <summary>What follows "how": many, long, often.</summary>
    private static readonly FrozenDictionary<string, AnswerType> Measures = Index(
        (AnswerType.Number, "many much viel viele"),
        (AnswerType.Measure, "far tall high large big gross hoch weit"),
        (AnswerType.Age, "old alt"),
        (AnswerType.Duration, "long lange"),
        (AnswerType.Frequency, "often oft"));

    private static readonly FrozenSet<string> Open =
        WordSet.Of("what what's whats which how was welche welcher welches wie");

    private static readonly FrozenSet<string> Auxiliaries = WordSet.Of("""
        is are was were can could may must do does did has have will should
        ist sind kann darf muss hat gibt wird
        """);

    private static readonly FrozenSet<string> Copulas = WordSet.Of("is are was were ist sind war waren");

    private static readonly FrozenSet<string> TimeNouns = WordSet.Of("date time day year month datum uhrzeit tag jahr monat uhr");

    private static readonly FrozenSet<string> Prepositions = WordSet.Of("""
        of for in on at to from by with about under during after before per and or that who which when if
        von fur im am auf bei zu zum zur mit nach vor der des die das und oder wenn
        """);

    /// <summary>Nouns that frame what is asked for and need not stand in the answer: "the name of".</summary>
    private static readonly FrozenSet<string> Generic = WordSet.Of("""
            policy rule process procedure name detail information kind type sort thing way amount value meaning story happen happened
            take place main subject topic regel art ding weise betrag wert bedeutung
            """)
        .SelectMany(word => new[] { word, Stemmer.Stem(word, Language.English) })
        .ToFrozenSet();

    public static bool IsQuestionWord(string folded) => Telling.ContainsKey(folded) || Open.Contains(folded);

    public static bool IsHow(string folded) => folded is "how" or "wie";

    public static bool IsAuxiliary(string folded) => Auxiliaries.Contains(folded);

    public static bool IsCopula(string folded) => Copulas.Contains(folded);

    public static bool IsTimeNoun(string folded) => TimeNouns.Contains(folded);

    public static bool IsPreposition(string folded) => Prepositions.Contains(folded);

    public static bool IsGeneric(string term) => Generic.Contains(term);

    public static bool IsMeasure(string folded) => Measures.ContainsKey(folded);

    public static AnswerType? TypeOf(string questionWord) => Telling.TryGetValue(questionWord, out var type) ? type : null;

    public static AnswerType TypeOfMeasure(string folded) => Measures.GetValueOrDefault(folded, AnswerType.Any);

    private static FrozenDictionary<string, AnswerType> Index(params (AnswerType Type, string Words)[] groups) => groups
        .SelectMany(group => WordSet.Of(group.Words).Select(word => (word, group.Type)))
        .ToFrozenDictionary(pair => pair.word, pair => pair.Type);
}
