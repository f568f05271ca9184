using System.Collections.Frozen;
using Parley.Knowledge.Citations.Quotes;
using Parley.Models.Offline.Text;

namespace Parley.Knowledge.Citations.Support;

/// <summary>
/// Whether a claim has a word that the passage does not have where the passage has another: "logged with its price" where it is logged with
/// its batch number, "within an hour" where it is ten minutes. Only nouns are looked at, which stand behind a preposition or an article: verbs
/// are what paraphrases exchange.
/// </summary>
internal sealed class Substitution(Statement claim, Statement sentence, Func<int, bool> isMissing, Vocabulary vocabulary)
{
    // Name no thing: "50 MB in size", "a number of".
    private static readonly FrozenSet<string> Light = Stems("""
        size number amount total kind type way form case order place people person part minimum maximum length value basis general particular fact addition principle effect
        """);

    private static readonly FrozenSet<string>[] Units =
    [
        Stems("second minute hour day week month year decade century"),
        Stems("millisecond microsecond second minute hour"),
        Stems("cent euro dollar franc pound"),
        Stems("millimetre centimetre metre kilometre mile foot inch"),
        Stems("gram kilogram tonne pound"),
        Stems("millilitre litre gallon"),
        Stems("kb mb gb tb byte"),
        Stems("sekunde minute stunde tag woche monat jahr jahrzehnt jahrhundert", Language.German),
        Stems("cent euro dollar franken pfund", Language.German),
        Stems("millimeter zentimeter meter kilometer", Language.German),
        Stems("gramm kilogramm kilo tonne pfund", Language.German),
    ];

    public bool Occurs() => IsOtherUnit() || claim.Governed.Any(IsOtherObject) || IsOtherAfter();

    // A unit that the passage does not have, where the sentence has another of its kind. Who converts units, has a number conflict besides.
    private bool IsOtherUnit() => claim.Terms.Any(term => isMissing(term) && IsMeasured(term) && Array.Exists(Units, family =>
        family.Contains(vocabulary.WordOf(term)) && sentence.Terms.Any(other => !claim.Terms.Contains(other) && family.Contains(vocabulary.WordOf(other)))));

    // "Ten seconds", "an hour"; not "a second greenhouse".
    private bool IsMeasured(int term) => claim.Pairs.Any(pair => pair.Second == term && claim.Numbers.Contains(pair.First))
        || (claim.Determined.Contains(term) && vocabulary.WordOf(term) != "second");

    // The same preposition with another noun.
    private bool IsOtherObject((string Preposition, int Term) slot) => IsThing(slot.Term)
        && sentence.Governed.Any(other => other.Preposition == slot.Preposition && !claim.Terms.Contains(other.Term) && !claim.Numbers.Contains(other.Term));

    // The same word with another noun behind it: "calls the fire brigade" where it calls the porter.
    private bool IsOtherAfter()
    {
        for (var i = 0; i + 1 < claim.Order.Count; i++)
        {
            if (claim.Determined.Contains(claim.Order[i + 1]) && IsThing(claim.Order[i + 1]) && sentence.Order.IndexOf(claim.Order[i]) is >= 0 and var at
                && at + 1 < sentence.Order.Count && sentence.Determined.Contains(sentence.Order[at + 1]) && !claim.Order.Contains(sentence.Order[at + 1]))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsThing(int term) => isMissing(term) && !Light.Contains(vocabulary.WordOf(term));

    private static FrozenSet<string> Stems(string words, Language language = Language.English) =>
        WordSet.Of(words).Select(word => Stemmer.Stem(word, language)).ToFrozenSet();
}
