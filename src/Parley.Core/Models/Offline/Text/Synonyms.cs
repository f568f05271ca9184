using System.Collections.Frozen;

namespace Parley.Models.Offline.Text;

/// <summary>
/// Words a question and its answer often differ in. Each line is one sense; a term stands for the first word of its line.
/// </summary>
internal static class Synonyms
{
    private static readonly FrozenDictionary<string, string> English = Read(Language.English, """
        cost price fee charge expense pay paid
        buy purchase
        begin start commence
        finish complete
        wrote written
        found establish founder
        lead head leader chief
        salary wage pay remuneration
        phone telephone mobile
        email e-mail mail
        allow permit permitted
        forbid forbidden prohibit banned
        require need must necessary required mandatory
        employee staff personnel
        holiday vacation leave
        doctor physician
        delete remove erase
        fix repair solve resolve
        error failure fail exception fault
        crash die
        colour color
        favourite favorite
        deadline due
        return refund
        meet meeting met
        choose chose chosen select
        decide decision decided
        send sent
        give gave given
        hold held
        keep kept
        take took taken
        make made
        run ran
        win won
        lose lost
        build built
        sell sold
        bring brought
        come came
        go went gone
        know knew known
        grow grew grown
        break broke broken
        fall fell fallen
        rise rose risen
        speak spoke spoken
        drive drove driven
        teach taught
        catch caught
        spend spent
        lend lent
        see saw seen
        steal stole stolen
        strike struck
        live lived reside
        attend attendee participant participate present
        absent apologies
        get receive
        """);

    private static readonly FrozenDictionary<string, string> German = Read(Language.German, """
        kosten preis gebuhr kostet kosten
        beginnen beginn anfang anfangen start startet
        enden ende
        kundigung kundigen gekundigt
        telefon telefonnummer handy
        urlaub ferien
        mitarbeiter angestellte beschaftigte
        leiter leitet leitung chef
        bekommen erhalten erhalt
        """);

    /// <summary>The term all words of the sense share; the term itself where there are none.</summary>
    public static string Canonical(string term, Language language) => language switch
    {
        Language.English => English.GetValueOrDefault(term, term),
        Language.German => German.GetValueOrDefault(term, term),
        _ => term,
    };

    private static FrozenDictionary<string, string> Read(Language language, string lines)
    {
        var senses = new Dictionary<string, string>();
        foreach (var line in lines.Split('\n'))
        {
            var terms = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(word => Stemmer.Stem(word, language))
                .ToArray();
            foreach (var term in terms)
                senses.TryAdd(term, terms[0]);
        }

        return senses.ToFrozenDictionary();
    }
}
