using System.Text.RegularExpressions;

namespace Parley.Models.Routing.Complexity;

/// <summary>What speaks for a more capable model. Expressions without nested repetition: their time is linear.</summary>
internal static partial class HardPatterns
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    public static readonly Pattern[] All =
    [
        new(Proof(), 3.5, 1, "asks for a proof or a derivation"),
        new(Maths(), 1.25, 2, "is about mathematics or theory"),
        new(Formula(), 1.25, 1, "contains formulas"),
        new(Design(), 2, 1, "asks for a design"),
        new(Systems(), 1.25, 3, "touches concurrency, scale or failure of systems"),
        new(Code(), 0.75, 1, "asks for code"),
        new(Rework(), 0.75, 1, "asks to rework code"),
        new(Debug(), 0.75, 1, "asks to find a fault"),
        new(Comparison(), 0.75, 1, "weighs alternatives"),
        new(Analysis(), 1.25, 3, "asks for an analysis"),
        new(Strategy(), 0.75, 3, "plans with risks and options"),
        new(Law(), 1.5, 2, "needs legal judgement"),
        new(Medicine(), 1.5, 2, "needs medical judgement"),
        new(Finance(), 1, 2, "needs financial judgement"),
        new(Science(), 1.5, 2, "is about science"),
        new(Depth(), 1.25, 2, "asks for a general or thorough answer"),
        new(Explanation(), 0.5, 1, "asks for an explanation"),
        new(Writing(), 0.5, 1, "asks for a longer text"),
        new(Constraints(), 0.4, 6, "names {0} constraints", "names a constraint"),
        new(Numbers(), 0.15, 4, "gives {0} figures", "gives a figure"),
        new(Steps(), 0.75, 3, "asks for several things"),
    ];

    [GeneratedRegex(@"\b(prove|proof|disprove|derive|derivation|show that|counterexamples?|justify every|full argument|beweise?n?|widerlege|zeige,? dass|herleit\w+|leite\b.{1,80}\bher)\b", Options)]
    private static partial Regex Proof();

    [GeneratedRegex(@"\b(integrals?|eigenvalues?|matri(x|ces)|vectors?|theorem|lemma|irrational|primes?|modulo|recurrence|asymptotic\w*|polynomials?|(con|di)verg(es?|ent|iert)|continuous|(lower|upper) bound|np-?(hard|complete)|p = np|halting|undecid\w+|probabilit(y|ies)|expected (value|number)|(un)?decidable|(un)?entscheidbar|closed (form|expression)|combinatori\w+|permutations?|tile|optimal\w*|equilibrium|logiker|puzzle|riddle|rätsel|reihe|ungleichung|wahrscheinlichkeit|kommutativ|endliche|körper-\w+|stetig\w*|differenti(al|ate|able)\w*|gleichung\w*|group of order|grammar|prisoners|weighings)\b", Options)]
    private static partial Regex Maths();

    [GeneratedRegex(@"\w\([\w ,+*/()-]{1,30}\) ?=|\w\^[\w(]|: \w ?->|[√∑∫∀∃≤≥]|\b(for all|let) [a-z]\b|\b[nk] (doors|eggs|eier|by)\b", Options)]
    private static partial Regex Formula();

    [GeneratedRegex(@"\b(design (a|an|the|me|how)|architect(ure)? (for|of|that)|propose an?|sketch an?|come up with an?|how would you (build|design|model)|what does the (backend|architecture|system) look like|wie (baut|entwirft) man|architektur für|entwirf|entwickle|konzept für|entwurf)\b", Options)]
    private static partial Regex Design();

    [GeneratedRegex(@"\b(concurren\w+|deadlocks?|race condition|races|lock-free|thread-safe|leaks?|heap|garbage collect\w*|gc\w*|jit|allocation\w*|compiler|kernel|shards?|sharding|consensus|asynchrony|exactly-once|at-least-once|downtime|failover|distributed|consisten\w+|lineari[sz]ab\w+|seriali[sz]ab\w+|isolation|replicat\w+|partition\w*|nodes?|interleavings?|simd|parser|b\+?-?(tree|baum)|idempoten\w+|mandantenfähig\w*|multi-tenant|verteilte\w*|encryption|invariante?n?s?|lock|queues?|konsistenz|protocol|knoten|sandbox|untrusted|latency|throughput|latenz|rechenzentrum\w*|ausfall|backend|under load|million (rows|entries|users|files)|doppelt|scal(e|es|able|ing)|real-?time|cryptograph\w+|p99)\b", Options)]
    private static partial Regex Systems();

    [GeneratedRegex(@"\b(write|create|add|build|show|need|schreibe?|erstelle|programmiere|brauche)\b[^.?!\n]{0,70}\b(functions?|methode?|class|scripts?|query|regex|regular expression|component|tests?|program|cli|macro|makro|workflow|compose|formula|handling|api|loop|funktion|skript|abfrage|klasse|programm)\b", Options)]
    private static partial Regex Code();

    [GeneratedRegex(@"\b(implement\w*|refactor\w*|port (this|it)|optimi[sz]e|faster|migrate|umstrukturier\w+)\b", Options)]
    private static partial Regex Rework();

    [GeneratedRegex(@"\b(debug\w*|exceptions?|error|stack ?trace|fail(s|ed|ing|ure)?|bugs?|wrong|slow|crash\w*|fehler\w*|startet nicht|geht nicht|funktioniert nicht|bricht\b.{1,30}\bab|flaws?)\b", Options)]
    private static partial Regex Debug();

    [GeneratedRegex(@"\b(compar(e|ison|ed)|versus|vs|trade-?offs?|pros and cons|advantages|difference between|should (i|we)|weigh|which is (better|best)|vergleich\w*|vor- und nachteile|für und gegen|abwägung\w*|unterscheiden|hinsichtlich|alternativen?)\b", Options)]
    private static partial Regex Comparison();

    [GeneratedRegex(@"\b(analy[sz]e|analysis|evaluate|assess|critique|critically|root cause|argue|arguments?|justify|discuss|recommend\w*|reason through|work out|estimate|diagnose|review|defend|rank|characteri[sz]e|generali[sz]e|model it|analysiere|bewerte|begründe|beurteile|untersuche|prüfe|erläutere|schätze|verallgemeinere|empfehlung|argumente|belastbar|threat-model|advise)\b", Options)]
    private static partial Regex Analysis();

    [GeneratedRegex(@"\b(strateg\w+|roadmap|migration|phasen|way back|rückfallplan|valuation|risks?|risiken|mitigations?|alternatives|failure modes?|confounders?|hypothes[ie]s|maßnahmen|ursachen|causes?|assumptions?|annahmen|options|consider\w*|evidence|befunde|limits?|attacks?|angriffe|scenarios?|quarters?|competitors?|rival)\b", Options)]
    private static partial Regex Strategy();

    [GeneratedRegex(@"\b(contracts?|clauses?|liab\w+|gdpr|law|laws|legal\w*|works council|insolven\w+|tenant|landlord|evict\w*|court|lawsuit|sued?|statut\w+|copyright|patent|visa|kündigung\w*|haftung|haftet|wirksam|zulässig\w*|arbeitgeber|rechtsprechung|rechtslage|rechtlich\w*|mieter|vermieter|klage|vertrag\w*|datenschutz\w*|aufsichtsbehörde|ethical)\b", Options)]
    private static partial Regex Law();

    [GeneratedRegex(@"\b(diagnos(is|tic|e)\w*|contraindicat\w+|interactions|wechselwirkung\w*|patient(in|en|s)?|trial|dos(age|e|ing)|symptoms?|therap(y|ie|ies)|anticoagul\w+|medication|\d+ mg|egfr|biops\w+|antibiotic\w*|chronic|syndrom\w*|year old (man|woman|patient|with|on))\b", Options)]
    private static partial Regex Medicine();

    [GeneratedRegex(@"\b(mortgage|pensions?|invest\w*|cash flows?|runway|arr|npv|irr|valuation|tax(es|ed)?|steuer\w*|hedg\w+|portfolio|bonds?|depreciation|holding-\w+|black-scholes|residual)\b", Options)]
    private static partial Regex Finance();

    [GeneratedRegex(@"\b(quantum|dark matter|relativ\w+|cosmolog\w+|entropy|thermodynam\w+|field equations|feldgleichung\w*|genom\w*|crispr|protein|causal\w*|statistical\w*|p-value|regression|power analysis|experiment|first principles|spectr\w+|schwarzschild\w*|symmetri\w+|bayes\w*|confidence interval|empirisch\w*|uncertainty)\b", Options)]
    private static partial Regex Science();

    [GeneratedRegex(@"\b(in general|general (answer|case|solution)|success rate|best (plan|strategy)|how (sure|strong|far can)|where does it break|both ways|in depth|in detail|thorough\w*|comprehensive\w*|rigorous\w*|related[- ]work|state of the art|what would (prove|change|we see)|strongest|board memo|position (against|paper)|ausführlich|grenzen|bis ins detail|stellungnahme)\b", Options)]
    private static partial Regex Depth();

    [GeneratedRegex(@"\b(why|explain|how (does|can|should)|describe|walk me through|what led to|warum|erkläre?|wie (kann|richte|funktioniert|bereite|unterscheiden))\b", Options)]
    private static partial Regex Explanation();

    [GeneratedRegex(@"\b(write|draft|plan|make|create|act as|compose|give feedback|schreibe?|verfasse|erstelle|formuliere|plane)\b[^.?!\n]{0,60}\b(letter|email|story|description|abstract|plan|agenda|essay|quiz|memo|section|questions|dialogue|trip|teacher|slogan|speech|toast|report|arbeitsblatt|arbeitszeugnis|lernplan|beschwerde|stellungnahme|abschätzung|wörter|words)\b", Options)]
    private static partial Regex Writing();

    [GeneratedRegex(@"\b(must|at most|at least|no more than|without|exactly|within|less than|never|no \w+,|under \d+|keep (it|unknown)|leave unknown|each|every|about \d+|budget|höchstens|mindestens|ohne|darf|muss|täglich|jede[rsnm]?|keine?)\b", Options)]
    private static partial Regex Constraints();

    [GeneratedRegex(@"(?<![\w.])\d[\d.,]*", Options)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\b(step by step|schritt für schritt|then|finally)\b|(,|;|\band|\bund)\s(explain|justify|argue|prove|say|show|name|how|what|where|who|which|tell me|repair|fix|design|rewrite|give|decide|define|plan|order|state|compute|begründe|bewerte|schlage|leite|schätze|welche|nenne|teste|zeige)\b", Options)]
    private static partial Regex Steps();
}
