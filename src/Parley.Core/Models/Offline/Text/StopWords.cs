using System.Collections.Frozen;

namespace Parley.Models.Offline.Text;

/// <summary>Words too common to tell what a sentence is about, folded as <see cref="WordReader.Fold"/> does.</summary>
internal static class StopWords
{
    private static readonly FrozenSet<string> English = WordSet.Of("""
        aren't can't couldn't didn't doesn't hasn't haven't shouldn't wasn't weren't won't wouldn't
        a about after again all also am an and any are as at be because been before being but by can could did do does doing
        don't down during each few for from further had has have having he her here hers him his how i i'm if in into is isn't it
        it's its just me more most my no nor not of off on once only or other our out over own please same she should so some such
        than that that's the their them then there these they this those through to too under until up us very was we were what
        what's whats when where which while who who's whom whose why will with would you your yours
        """);

    private static readonly FrozenSet<string> German = WordSet.Of("""
        aber als am an auch auf aus bei bin bis bist da damit dann das dass dein deine dem den der des die dies diese dieser dieses
        doch du durch ein eine einem einen einer eines er es euch euer fur hat hatte habe haben hier ich ihm ihn ihr ihre im in ist
        ja jede jeder jedes kann kannst kein keine konnen mein meine meinem meinen meiner mich mir mit muss nach nicht noch nun nur
        ob oder ohne sein seine sich sie sind so soll um und uns unser unter vom von vor wann war warum was wegen weil welche
        welcher welches wenn wer werden wessen wie wieviel wir wird wo woher wohin wurde zu zum zur uber bitte danke hallo guten
        """);

    /// <summary>What people wrap a question in. It says nothing about what is asked for.</summary>
    private static readonly FrozenSet<string> Scaffolding = WordSet.Of("""
        tell know say says said mention mentioned describe explain find give show hello hi hey thanks text document message passage
        article paragraph above below following according there's let many much long often bitte sag sagt sage nenne erklare
        viele viel lange laut text dokument steht gibt genau exactly
        """);

    /// <summary>By the language of the text, since "war", "die" and "hat" are words of both. Single letters say nothing in any.</summary>
    public static bool Contains(string folded, Language language) =>
        (folded.Length == 1 && !char.IsAsciiDigit(folded[0]))
        || (language != Language.German && English.Contains(folded))
        || (language != Language.English && German.Contains(folded));

    public static bool IsScaffolding(string folded) => Scaffolding.Contains(folded);

    public static bool IsEnglish(string folded) => English.Contains(folded);

    public static bool IsGerman(string folded) => German.Contains(folded);
}
