using Parley.Models.Offline.Text;

namespace Parley.Models.Offline.Intents;

/// <summary>Says plainly that it cannot know or do this, and once per conversation, where that would help, how to connect a model.</summary>
internal sealed class FallbackIntent : IIntent
{
    public OfflineReply? TryAnswer(OfflineTurn turn)
    {
        var text = turn.IsGrounded ? turn.Phrases.NotInDocuments
            : turn.Document is not null || turn.Sources.Any(source => source.Kind == SourceKind.Knowledge) ? turn.Phrases.NotInText
            : AsksToWrite(turn.Request) ? turn.Phrases.CannotWrite
            : turn.Phrases.CannotKnow;

        // Whoever asks documents learns that they do not answer; a model would not know more than they say.
        return new OfflineReply(turn.IsGrounded ? text : turn.HasExplained
            ? $"{text} {turn.Phrases.AskAgain}"
            : $"{text}\n\n{turn.Phrases.HowToConnect}");
    }

    private static bool AsksToWrite(string request)
    {
        var first = WordReader.Read(request, Language.Other)
            .Select(word => word.Folded)
            .FirstOrDefault(word => word is not ("please" or "bitte"));
        return first is not null && MessageSplitter.IsCommand(first);
    }
}
