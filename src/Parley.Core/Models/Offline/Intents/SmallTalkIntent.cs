using System.Collections.Frozen;
using Parley.Models.Offline.Text;

namespace Parley.Models.Offline.Intents;

/// <summary>Greetings, thanks, and questions about the assistant itself, when the message is nothing else.</summary>
internal sealed class SmallTalkIntent : IIntent
{
    private const int LongestMessage = 80;

    private static readonly FrozenDictionary<string, Func<Phrases, string>> Answers = Index(
        (phrases => phrases.Greeting, """
            hi|hello|hey|hi there|hello there|hey there|good morning|good afternoon|good evening|greetings
            hallo|guten tag|guten morgen|guten abend|moin|servus
            """),
        (phrases => phrases.Thanks, """
            thanks|thank you|thank you very much|thanks a lot|many thanks|thx|cheers|great thanks|ok thanks|perfect thanks
            danke|danke schon|vielen dank
            """),
        (phrases => phrases.Farewell, """
            bye|goodbye|good bye|see you|see you later|good night
            tschuss|auf wiedersehen|bis bald|ciao
            """),
        (phrases => phrases.WellBeing, """
            how are you|how are you doing|how's it going|how are you today
            wie geht es dir|wie geht's|wie geht's dir
            """),
        (phrases => phrases.WhoAmI, """
            who are you|what are you|what's your name|what is your name|are you an ai|are you a bot|are you human|are you chatgpt
            are you a robot|which model are you|what model are you|who made you|introduce yourself
            wer bist du|was bist du|wie heisst du|bist du ein mensch|bist du eine ki
            """),
        (phrases => phrases.Capabilities, """
            help|what can you do|what can you do for me|how can you help|how can you help me|what do you do|how do you work
            what are you able to do
            was kannst du|was kannst du tun|hilfe|wie funktionierst du|wie kannst du mir helfen
            """));

    private static readonly string[] Openings = ["hi ", "hello ", "hey ", "hallo ", "so ", "and ", "ok ", "please ", "thanks ", "danke "];

    public OfflineReply? TryAnswer(OfflineTurn turn)
    {
        var message = turn.Request.Length == 0 ? turn.Material : turn.Material.Length == 0 ? turn.Request : "";
        if (message.Length is 0 or > LongestMessage)
            return null;

        var folded = string.Join(' ', WordReader.Read(message, Language.Other).Select(word => word.Folded));
        return (Find(folded) ?? Find(WithoutOpening(folded))) is { } answer ? new OfflineReply(answer(turn.Phrases)) : null;
    }

    private static Func<Phrases, string>? Find(string folded) => Answers.GetValueOrDefault(folded);

    private static string WithoutOpening(string folded)
    {
        foreach (var opening in Openings)
        {
            if (folded.StartsWith(opening, StringComparison.Ordinal))
                return folded[opening.Length..];
        }

        return folded;
    }

    private static FrozenDictionary<string, Func<Phrases, string>> Index(params (Func<Phrases, string> Answer, string Messages)[] groups) =>
        groups
            .SelectMany(group => group.Messages
                .Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(message => (message, group.Answer)))
            .ToFrozenDictionary(pair => pair.message, pair => pair.Answer);
}
