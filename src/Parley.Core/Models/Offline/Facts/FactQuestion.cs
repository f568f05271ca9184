using System.Collections.Frozen;
using Parley.Models.Offline.Text;

namespace Parley.Models.Offline.Facts;

/// <summary>A question a person asks about themselves.</summary>
/// <param name="Key">What is asked for; <c>null</c> for everything.</param>
/// <param name="Subject">The same in words, said to them: <c>your name</c>, <c>where you live</c>.</param>
internal sealed record FactQuestion(string? Key, string Subject)
{
    private const int LongestQuestion = 160;

    // What follows the thing asked for: "what is my name again", "what my dog is called".
    private static readonly FrozenSet<string> Endings = WordSet.Of("is are was again please called named ist heisst nochmal");

    /// <summary>Reads it from a request; <c>null</c> when the request is about something else.</summary>
    public static FactQuestion? Read(string request, Phrases phrases)
    {
        if (request.Length > LongestQuestion)
            return null;
        var text = request.Replace('’', '\'');
        var words = WordReader.Read(text, Language.Other).ToList();
        var folded = string.Join(' ', words.Select(word => word.Folded));
        if (!Asks(request, folded))
            return null;

        if (folded.EndsWith("about me", StringComparison.Ordinal) || folded.EndsWith("uber mich", StringComparison.Ordinal)
            || folded.EndsWith("have i told you", StringComparison.Ordinal))
            return new FactQuestion(null, phrases.YourSelf);
        return OfWholeQuestion(folded, phrases) ?? OfAction(words, phrases) ?? OfPossession(text, words);
    }

    private static bool Asks(string request, string folded) =>
        request.TrimEnd().EndsWith('?')
        || MessageSplitter.BeginsAsRequest(request)
        || folded.StartsWith("do you ", StringComparison.Ordinal)
        || folded.StartsWith("remind me", StringComparison.Ordinal)
        || folded.StartsWith("weisst du", StringComparison.Ordinal)
        || folded.Contains("who am i", StringComparison.Ordinal);

    private static FactQuestion? OfWholeQuestion(string folded, Phrases phrases)
    {
        if (EndsWithAny(folded, "who am i", "who i am", "what am i called", "what to call me"))
            return new(FactKeys.Name, phrases.YourName);
        if (EndsWithAny(folded, "wer bin ich", "wer ich bin", "wie heisse ich", "wie ich heisse"))
            return new(FactKeys.Name, phrases.YourName);
        if (EndsWithAny(folded, "how old am i", "how old i am", "wie alt bin ich", "wie alt ich bin"))
            return new(FactKeys.Age, phrases.YourAge);
        if (EndsWithAny(folded, "where am i from", "where i am from", "where i'm from", "where do i come from", "woher komme ich"))
            return new(FactKeys.Origin, phrases.YourOrigin);
        if (EndsWithAny(folded, "what do i do", "what i do", "do for a living", "was mache ich beruflich"))
            return new(FactKeys.Job, phrases.YourJob);
        return EndsWithAny(folded, "when was i born", "where was i born", "wann bin ich geboren")
            ? new(FactKeys.Birth, phrases.YourBirth)
            : null;
    }

    // "where do I live", "what I like", "wo wohne ich"
    private static FactQuestion? OfAction(List<Word> words, Phrases phrases)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Folded == "i" && i + 1 < words.Count && FactKeys.OfVerb(words[i + 1].Folded) is { } key && IsRecalling(words, i))
                return new FactQuestion(key, phrases.WhatYou(words[i + 1].Folded));
            if (words[i].Folded == "ich" && i > 0 && FactKeys.OfVerb(words[i - 1].Folded) is { } german)
                return new FactQuestion(german, phrases.WhatYou(words[i - 1].Folded));
        }

        return null;
    }

    // "where do I live", "do you know where I live"; not "what happens if I work late".
    private static bool IsRecalling(List<Word> words, int i) =>
        i > 0 && (words[i - 1].Folded is "do" or "did" or "where" or "what" or "which" or "who")
        && words.Count - i <= 5;

    // "what is my dog's name", "do you remember my name", "what is the name of my dog"
    private static FactQuestion? OfPossession(string text, List<Word> words)
    {
        var my = words.FindLastIndex(word => word.Folded is "my" or "mein" or "meine" or "meiner" or "meinen");
        if (my < 0 || my + 1 >= words.Count)
            return null;
        var end = my + 1;
        while (end < words.Count && !Endings.Contains(words[end].Folded))
            end++;
        if (end == my + 1 || end - my > 5)
            return null;

        var possession = text[words[my + 1].Start..words[end - 1].End];
        var asksName = (my > 1 && words[my - 1].Folded == "of" && words[my - 2].Folded == "name")
            || (end < words.Count && words[end].Folded is "called" or "named" or "heisst");
        if (asksName)
            possession += words[my].Folded == "my" ? "'s name" : " Name";
        var your = words[my].Folded switch { "my" => "your", var german => $"d{german[1..]}" };
        return FactKeys.OfPossession(possession) is { } key ? new FactQuestion(key, $"{your} {possession}") : null;
    }

    private static bool EndsWithAny(string text, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
        {
            if (text.EndsWith(ending, StringComparison.Ordinal) || text.EndsWith(ending + " again", StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
