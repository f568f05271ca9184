using Parley.Models.Offline.Text;

namespace Parley.Models.Offline.Intents;

/// <summary>Says plainly that it cannot know or do this, and once per conversation how to connect a model.</summary>
internal sealed class FallbackIntent : IIntent
{
    public OfflineReply? TryAnswer(OfflineTurn turn)
    {
        var text = turn.IsGrounded ? turn.Phrases.NotInDocuments
            : turn.Document is not null || turn.Sources.Any(source => source.Kind == SourceKind.Knowledge) ? turn.Phrases.NotInText
            : AsksToWrite(turn.Request) ? turn.Phrases.CannotWrite
            : turn.Phrases.CannotKnow;
        return new OfflineReply(turn.HasExplained
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
