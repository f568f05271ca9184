using System.Collections.Frozen;

namespace Parley.Models.Offline.Text;

/// <summary>Whether a sentence holds the kind of thing a question asks for.</summary>
internal static class AnswerTypes
{
    // How many words may stand between a number and what is counted: "25 days of paid vacation".
    private const int CountDistance = 5;

    private static readonly FrozenSet<string> NumberWords = Set(
        "no none one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million half "
        + "dozen both twice once unlimited free kein keine ein eine zwei drei vier funf sechs sieben acht neun zehn elf zwolf zwanzig "
        + "dreissig hundert tausend kostenlos unbegrenzt");

    private static readonly FrozenSet<string> TimeWords = Set(
        "today tomorrow yesterday noon midnight morning afternoon evening night daily weekly monthly annually yearly quarterly now soon "
        + "immediately after before until during every once since spring summer autumn fall winter weekend week month year quarter end "
        + "heute morgen gestern mittag mitternacht abend taglich wochentlich monatlich jahrlich nach vor bis wahrend jeden seit sofort "
        + "fruhling sommer herbst winter wochenende woche monat jahr quartal uhr");

    private static readonly FrozenSet<string> Units = Set(
        "second minute hour day week month quarter year decade forever overnight permanently sekunde minute stunde tag woche monat jahr "
        + "seconds minutes hours days weeks months years sekunden minuten stunden tage tagen wochen monate monaten jahre jahren indefinitely");

    private static readonly FrozenSet<string> Frequencies = Set(
        "every each daily weekly monthly yearly annually hourly quarterly nightly once twice per times always never rarely regularly jeden "
        + "jede jedes taglich wochentlich monatlich jahrlich stundlich einmal zweimal pro mal immer nie selten");

    private static readonly FrozenSet<string> Places = Set(
        "in at on near from to behind under inside outside between next via room building street floor im am bei in auf aus nach hinter unter "
        + "neben zwischen raum strasse");

    private static readonly FrozenSet<string> Reasons = Set(
        "because since due cause caused causes reason therefore thanks avoid ensure prevent weil denn wegen grund ursache daher deshalb damit");

    private static readonly FrozenSet<string> People = Set(
        "he she they we i team manager director engineer owner founder everyone anyone nobody employees members customers users er sie wir "
        + "leiter chef leiterin mitarbeiter kunden alle niemand");

    /// <summary>Without these a sentence is no answer at all; the other types merely speak for it.</summary>
    public static bool IsRequired(AnswerType type) =>
        type is AnswerType.Time or AnswerType.Number or AnswerType.Duration or AnswerType.Frequency or AnswerType.Place;

    public static bool Holds(Question question, Sentence sentence, Func<Word, bool> isFocus) => question.Type switch
    {
        AnswerType.Time => Any(sentence, word => word.HasDigit || TimeWords.Contains(word.Folded) || Months.IsUnmistakable(word.Folded)
            || Months.IsWeekday(word.Folded)),
        AnswerType.Number => question.Focus is null ? Any(sentence, IsNumber) : CountsFocus(sentence, isFocus),
        AnswerType.Duration => Any(sentence, IsNumber) && Any(sentence, IsUnit) || Any(sentence, word => word.Folded is "until" or "bis"),
        AnswerType.Frequency => Any(sentence, word => Frequencies.Contains(word.Folded)),
        AnswerType.Place => Any(sentence, word => Places.Contains(word.Folded)) || sentence.Text.Contains('/') || sentence.Text.Contains(':'),
        AnswerType.Reason => Any(sentence, word => Reasons.Contains(word.Folded)),
        AnswerType.Person => Any(sentence, word => People.Contains(word.Folded)) || NamesSomebody(sentence, question),
        _ => false,
    };

    private static bool IsNumber(Word word) => word.HasDigit || NumberWords.Contains(word.Folded);

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
            if (lastFocus >= 0 && lastNumber >= 0 && (lastFocus - lastNumber is >= 0 and <= CountDistance || lastNumber - lastFocus is > 0 and <= 2))
                return true;
        }

        return false;
    }

    // A capitalised word that the question did not bring and that does not merely begin the sentence.
    private static bool NamesSomebody(Sentence sentence, Question question)
    {
        for (var i = 0; i < sentence.Words.Count; i++)
        {
            var word = sentence.Words[i];
            if (word.IsCapitalised && !question.Terms.Contains(word.Term) && word.IsContent
                && (i > 0 || (sentence.Words.Count > 1 && sentence.Words[1].IsCapitalised)))
                return true;
        }

        return false;
    }

    private static bool Any(Sentence sentence, Func<Word, bool> predicate) => sentence.Words.Any(predicate);

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet();
}
