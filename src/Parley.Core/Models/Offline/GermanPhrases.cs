using System.Globalization;
using Parley.Models.Offline.Text;

namespace Parley.Models.Offline;

internal sealed class GermanPhrases : Phrases
{
    public static GermanPhrases Instance { get; } = new();

    public override string Greeting =>
        "Hallo! Ich bin der eingebaute Assistent. Füge einen Text ein und frage dazu, oder frage „Was kannst du?“.";

    public override string Thanks => "Gern geschehen!";

    public override string Farewell => "Auf Wiedersehen!";

    public override string WellBeing => "Ich bin ein Programm ohne Gefühle, aber ich laufe. Was soll ich in deinem Text nachschlagen?";

    public override string WhoAmI =>
        "Ich bin der eingebaute Assistent, der ohne Sprachmodell arbeitet. Ich finde und zitiere Stellen aus Texten, die du mir "
        + "gibst; ich erfinde nichts.";

    public override string Capabilities =>
        """
        Ich arbeite nur mit dem, was du mir in diesem Gespräch gibst:

        - Fragen zu einem eingefügten Text beantworten, indem ich ihn zitiere
        - einen Text zusammenfassen oder seine Kernpunkte nennen
        - Daten, Zahlen, Namen, E-Mail-Adressen oder Links auflisten oder Wörter zählen
        - mir für dieses Gespräch merken, was du über dich sagst
        - rechnen und Daten bestimmen, wo diese Werkzeuge eingeschaltet sind

        Weltwissen habe ich nicht, und ich kann weder übersetzen noch neue Texte schreiben. Dafür braucht es ein Sprachmodell.
        """;

    public override string HowToConnect =>
        "Um ein Sprachmodell anzuschließen, setze `OPENAI_API_KEY`, `ANTHROPIC_API_KEY` oder `OLLAMA_BASE_URL` in `.env` und starte neu.";

    public override string CannotKnow =>
        "Das kann ich nicht wissen: Ich bin der eingebaute Assistent und antworte nur aus Texten dieses Gesprächs.";

    public override string CannotWrite =>
        "Das kann ich nicht: Ich bin der eingebaute Assistent, der Texte zitiert und zusammenfasst, aber keine neuen schreibt.";

    public override string NotInText => "Darauf habe ich in dem Text, den ich habe, keine Antwort gefunden.";

    public override string NotInDocuments => "Die Dokumente, die ich bekommen habe, beantworten das nicht.";

    public override string AskAgain => "Füge einen Text ein, in dem die Antwort steht, und frage noch einmal.";

    public override string NoCalculator => "Ich kann hier nicht rechnen: Kein Rechner ist eingeschaltet, und ich rate keine Zahlen.";

    public override string NoCalendar =>
        "Ich kann hier kein Datum und keine Uhrzeit nennen: Kein Kalenderwerkzeug ist eingeschaltet, und ich habe keine eigene Uhr.";

    public override string Noted => "Gemerkt, aber nur für dieses Gespräch. Frag mich danach, wann du willst.";

    public override string NothingToSummarise => "Es gibt noch keinen Text zum Zusammenfassen. Füge ihn mit deiner Bitte ein.";

    public override string NothingToSearch => "Es gibt noch keinen Text zum Durchsuchen. Füge ihn mit deiner Bitte ein.";

    public override string NothingFound => "Im Text habe ich nichts davon gefunden.";

    public override string NoFacts => "Du hast mir in diesem Gespräch noch nichts über dich gesagt.";

    public override string FactsIntroduction => "Das hast du mir in diesem Gespräch gesagt:";

    public override string YourSelf => "etwas über dich";

    public override string YourName => "deinen Namen";

    public override string YourAge => "dein Alter";

    public override string YourOrigin => "deine Herkunft";

    public override string YourJob => "deinen Beruf";

    public override string YourBirth => "wann und wo du geboren bist";

    public override string WhatYou(string verb) => verb switch
    {
        "wohne" or "lebe" => "wo du wohnst",
        "arbeite" => "wo du arbeitest",
        _ => "das",
    };

    public override string ToldEarlier(string fact) => $"{Capitalise(fact)} – das hast du mir vorhin gesagt.";

    public override string ToldJustNow(string fact) => $"{Capitalise(fact)} – das hast du gerade gesagt.";

    public override string NotTold(string subject) => $"In diesem Gespräch hast du mir {subject} nicht gesagt.";

    public override string NotedFacts(string facts) => $"Gemerkt: {facts}. Das behalte ich nur in diesem Gespräch.";

    public override string TextReceived(int words, int sentences) => string.Create(CultureInfo.InvariantCulture,
        $"Ich habe deinen Text gelesen ({words} Wörter in {sentences} Sätzen oder Zeilen). Frag mich dazu, oder sage „zusammenfassen“.");

    public override string Origin(Sentence sentence) => sentence.Source.Kind switch
    {
        SourceKind.Knowledge when sentence.Heading.Length > 0 => $"aus „{sentence.Source.Title}“, unter „{sentence.Heading}“",
        SourceKind.Knowledge => $"aus „{sentence.Source.Title}“",
        SourceKind.ToolResult => "aus dem Ergebnis eines Werkzeugs",
        SourceKind.Instructions => "aus meinen Anweisungen",
        SourceKind.CurrentMessage when sentence.Heading.Length > 0 => $"aus deiner Nachricht, unter „{sentence.Heading}“",
        SourceKind.CurrentMessage => "aus deiner Nachricht",
        _ when sentence.Heading.Length > 0 => $"aus dem, was du mir vorhin gegeben hast, unter „{sentence.Heading}“",
        _ when sentence.Source.IsDocument => "aus dem Text, den du mir vorhin gegeben hast",
        _ => "aus dem, was du mir vorhin gesagt hast",
    };

    public override string SummaryIntroduction(int chosen, int total) => $"Die {chosen} zentralsten von {total} Sätzen, wörtlich:";

    public override string Counted(string what, int count) => $"{what} im Text: {count.ToString(CultureInfo.InvariantCulture)}.";

    public override string Found(int count, string what) => $"{what} im Text, der Reihe nach ({count}):";

    public override string ToolFailed(string reason) => $"Das Werkzeug konnte das nicht: {reason}";

    private static string Capitalise(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
