using System.Collections.Frozen;
using Parley.Models.Offline.Text;

namespace Parley.Knowledge.Citations.Support;

/// <summary>
/// Words in which two tellers of the same thing differ, by their stems. A word may have several senses. Only words that can stand for one another
/// are on a line: what is merely of one kind, like baking and boiling, says another thing.
/// </summary>
internal static class Senses
{
    private const string Lines = """
        keep hold retain store preserve remain stay save maintain
        show display present reveal indicate view appear
        allow let permit able possible enable authorise
        get receive obtain gain acquire collect
        use employ apply utilise operate
        begin start open launch commence found establish
        finish end close conclude expire terminate complete stop cease
        carry transport convey take bring move haul
        take last need require demand want
        give grant provide offer hand lend supply assign award donate
        check verify test examine inspect control compare review audit
        send transmit submit pass forward deliver dispatch ship mail
        say tell state report explain call inform notify alert ring page announce warn declare mention
        make create produce build generate construct form manufacture prepare
        change alter modify adjust vary switch convert
        replace exchange substitute swap renew
        cost price pay charge fee amount
        arrive reach come get
        leave depart go start
        go travel run lead drive walk
        refuse reject deny decline
        limit restrict confine
        buy purchase acquire
        rise climb grow increase raise
        drop fall decline decrease sink shrink reduce lower cut
        time period duration
        part piece portion section share
        place spot site location
        person people somebody anybody individual
        employee worker staff
        fast quick rapid swift speedy
        large big great huge wide broad
        small little tiny minor
        look watch tend care mind supervise oversee
        cover protect guard shield secure
        fix repair mend restore
        erase delete remove clear wipe purge discard drop forget
        find discover detect locate notice spot see
        choose select pick decide opt
        help assist support aid
        join attend enter enrol participate
        visit see tour
        live reside dwell inhabit
        work function operate run
        hire recruit employ engage
        name call title label term
        own possess have belong
        ask request enquire query
        answer reply respond response
        try attempt
        join combine merge unite link connect
        split divide separate part
        hang mount fix attach fasten
        put place set lay install
        write record note log document enter
        house home building
        street road
        town city
        car vehicle automobile
        job task work duty
        boss head chief leader
        child kid
        film movie
        shop store
        journey trip travel
        meal food dish
        illness disease sickness
        medicine drug
        money fund sum
        rule regulation policy
        fault error mistake defect bug failure
        danger risk hazard
        chance opportunity
        goal aim target purpose
        result outcome effect
        cause reason lead trigger
        method way manner means
        happen occur take place
        important essential crucial vital
        necessary needed required mandatory compulsory
        free gratis complimentary
        allowed permitted legal
        forbidden prohibited banned
        broken damaged defective
        whole entire complete full
        usual normal ordinary typical standard default
        main chief principal primary
        yearly annual annually
        daily everyday
        at once immediately instantly straight
        twice double
        nearly almost about approximately roughly
        only solely merely exclusively
        also too additionally besides
        together jointly
        later afterwards subsequently
        earlier previously before
        hut cabin lodge
        sea ocean
        boat ship vessel
        ill sick unwell
        gain earn
        perform play
        teach instruct train
        grow cultivate
        cut chop slice
        mix blend combine
        pour fill
        wash clean rinse
        warm heat
        rest wait pause
        enthalten haben besitzen umfassen
        dauern brauchen benotigen
        zeigen anzeigen darstellen
        aufbewahren behalten speichern lagern halten bewahren
        liefern senden schicken ubermitteln zustellen
        beginnen starten anfangen eroffnen
        enden aufhoren schliessen ablaufen
        bestehen sein heissen
        bezahlen zahlen entrichten begleichen
        kosten betragen
        bekommen erhalten kriegen
        geben gewahren vergeben uberreichen
        nutzen verwenden benutzen einsetzen gebrauchen
        bauen errichten erbauen erstellen
        ersetzen austauschen wechseln tauschen
        loschen entfernen beseitigen tilgen
        prufen kontrollieren testen untersuchen
        andern verandern anpassen
        wahlen aussuchen auswahlen
        leiten fuhren
        sagen mitteilen melden berichten erklaren
        erlauben gestatten zulassen
        verbieten untersagen
        ablehnen verweigern zuruckweisen
        einreichen abgeben vorlegen
        erstatten ersetzen zuruckzahlen ubernehmen
        haus gebaude
        arzt mediziner
        auto wagen fahrzeug
        etwa ungefahr rund circa
        """;

    private static readonly FrozenDictionary<string, FrozenSet<int>> OfWords = Lines.Split('\n').Index()
        .SelectMany(line => line.Item.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(Stems).Select(stem => (Stem: stem, Sense: line.Index)))
        .GroupBy(pair => pair.Stem, pair => pair.Sense).ToFrozenDictionary(group => group.Key, group => group.ToFrozenSet());

    public static bool AreShared(string stem, string other) =>
        OfWords.TryGetValue(stem, out var one) && OfWords.TryGetValue(other, out var two) && one.Overlaps(two);

    // Also as the words that others stand for.
    private static IEnumerable<string> Stems(string word)
    {
        var (english, german) = (Stemmer.Stem(word, Language.English), Stemmer.Stem(word, Language.German));
        return [english, german, Synonyms.Canonical(english, Language.English), Synonyms.Canonical(german, Language.German)];
    }
}
