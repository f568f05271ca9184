using System.Collections.Frozen;

namespace Parley.Models.Offline.Text;

/// <summary>Whether a sentence holds the kind of thing a question asks for.</summary>
internal static class AnswerTypes
{
    // How many words may stand between a number and what is counted: "25 days of paid vacation".
    private const int CountDistance = 5;

    private static readonly FrozenSet<string> NumberWords = WordSet.Of("""
        no none one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand
        million half dozen both twice once unlimited free kein keine ein eine zwei drei vier funf sechs sieben acht neun zehn
        elf zwolf zwanzig dreissig hundert tausend kostenlos unbegrenzt
        """);

    private static readonly FrozenSet<string> TimeWords = WordSet.Of("""
        today tomorrow yesterday noon midnight morning afternoon evening night daily weekly monthly annually yearly quarterly
        now soon immediately after before until during every once since spring summer autumn fall winter weekend week month year
        quarter end heute morgen gestern mittag mitternacht abend taglich wochentlich monatlich jahrlich nach vor bis wahrend
        jeden seit sofort fruhling sommer herbst winter wochenende woche monat jahr quartal uhr
        """);

    private static readonly FrozenSet<string> Units = WordSet.Of("""
        second minute hour day week month quarter year decade forever overnight permanently sekunde minute stunde tag woche
        monat jahr seconds minutes hours days weeks months years sekunden minuten stunden tage tagen wochen monate monaten jahre
        jahren indefinitely
        """);

    private static readonly FrozenSet<string> Frequencies = WordSet.Of("""
        every each daily weekly monthly yearly annually hourly quarterly nightly once twice per times always never rarely
        regularly jeden jede jedes taglich wochentlich monatlich jahrlich stundlich einmal zweimal pro mal immer nie selten
        """);

    private static readonly FrozenSet<string> Measures = WordSet.Of("""
        mm cm m km metre metres meter meters kilometre kilometres kilometer kilometers mile miles foot feet inch inches square
        quadratmeter hectares acres g kg gram grams kilogram tonne tonnes tonnen pound pounds litre litres liter b kb mb gb tb
        bytes pixels degrees grad percent prozent euro euros dollar dollars usd eur gbp chf people seats pages floors storeys
        """);

    private static readonly FrozenSet<string> Ages = WordSet.Of("age aged born alter geboren");

    private static readonly FrozenSet<string> Places = WordSet.Of("""
        in at on near from to behind under inside outside between next via room building street floor im am bei in auf aus nach
        hinter unter neben zwischen raum strasse
        """);

    private static readonly FrozenSet<string> Reasons = WordSet.Of("""
        because since due cause caused causes reason therefore thanks avoid ensure prevent weil denn wegen grund ursache daher
        deshalb damit
        """);

    private static readonly FrozenSet<string> People = WordSet.Of("""
        he she they we i team manager director engineer owner founder everyone anyone nobody employees members customers users
        er sie wir leiter chef leiterin mitarbeiter kunden alle niemand
        """);

    /// <summary>Without these a sentence is no answer at all; the other types merely speak for it.</summary>
    public static bool IsRequired(AnswerType type) =>
        type is AnswerType.Time or AnswerType.Place or AnswerType.Name or AnswerType.Number or AnswerType.Measure or AnswerType.Age
            or AnswerType.Duration or AnswerType.Frequency;

    public static bool Holds(Question question, Sentence sentence, Func<Word, bool> isFocus) => question.Type switch
    {
        AnswerType.Time => Any(sentence, IsTime),
        AnswerType.Number => question.Focus is null ? Any(sentence, IsNumber) : CountsFocus(sentence, isFocus),
        AnswerType.Measure => HasMeasure(sentence),
        AnswerType.Age => Any(sentence, IsNumber) && (Any(sentence, word => Ages.Contains(word.Folded)) || StatesYears(sentence)),
        AnswerType.Duration => Any(sentence, IsNumber) && Any(sentence, IsUnit) || Any(sentence, word => word.Folded is "until" or "bis"),
        AnswerType.Frequency => Any(sentence, word => Frequencies.Contains(word.Folded)),
        AnswerType.Place => Any(sentence, word => Places.Contains(word.Folded)) || sentence.Text.AsSpan().ContainsAny('/', ':'),
        AnswerType.Reason => Any(sentence, word => Reasons.Contains(word.Folded)),
        AnswerType.Name => NamesSomebody(sentence, question),
        AnswerType.Person => Any(sentence, word => People.Contains(word.Folded)) || NamesSomebody(sentence, question),
        _ => false,
    };

    private static bool IsNumber(Word word) => word.HasDigit || NumberWords.Contains(word.Folded);

    private static bool IsTime(Word word) =>
        word.HasDigit || TimeWords.Contains(word.Folded) || TimeWords.Contains(word.Term)
        || Months.IsUnmistakable(word.Folded) || Months.IsWeekday(word.Folded);

    private static bool IsUnit(Word word) => Units.Contains(word.Folded);

    private static bool CountsFocus(Sentence sentence, Func<Word, bool> isFocus)
    {
        var lastNumber = -100;
        var lastFocus = -100;
        for (var i = 0; i < sentence.Words.Count; i++)
        {
            if (IsNumber(sentence.Words[i]))
                lastNumber = i;
            if (isFocus(sentence.Words[i]))
                lastFocus = i;

            // "25 days", or "Days: 25"; but a number further behind belongs to something else.
            var distance = lastFocus - lastNumber;
            if (lastFocus >= 0 && lastNumber >= 0 && distance is >= -2 and <= CountDistance)
                return true;
        }

        return false;
    }

    // "34 years old", not "the old man of 34".
    private static bool StatesYears(Sentence sentence) => Enumerable.Range(1, Math.Max(0, sentence.Words.Count - 1))
        .Any(i => sentence.Words[i].Folded is "old" or "alt" && Units.Contains(sentence.Words[i - 1].Folded));

    // "212 GB", "€ 45", "90 kilometres": not a number that belongs to a date or an address.
    private static bool HasMeasure(Sentence sentence)
    {
        for (var i = 0; i < sentence.Words.Count; i++)
        {
            var word = sentence.Words[i];
            var isMoney = word.HasDigit && word.Start > 0 && sentence.Text[word.Start - 1] is '$' or '€' or '£';
            var isPercent = word.HasDigit && word.End < sentence.Text.Length && sentence.Text[word.End] == '%';
            var hasUnit = IsNumber(word) && sentence.Words.Skip(i + 1).Take(2).Any(next => Measures.Contains(next.Folded));
            if (isMoney || isPercent || hasUnit)
                return true;
        }

        return false;
    }

    // A capitalised word that the question did not bring. The first word may be one: "Karim is …", not "The tenant …".
    private static bool NamesSomebody(Sentence sentence, Question question)
    {
        for (var i = 0; i < sentence.Words.Count; i++)
        {
            var word = sentence.Words[i];
            var mayBeginWithName = i > 0 || (sentence.Words.Count > 1 && (sentence.Words[1].IsCapitalised || QuestionWords.IsAuxiliary(sentence.Words[1].Folded)));
            if (word.IsCapitalised && word.IsContent && mayBeginWithName && !question.Terms.Contains(word.Term))
                return true;
        }

        return false;
    }

    private static bool Any(Sentence sentence, Func<Word, bool> predicate) => sentence.Words.Any(predicate);
}
