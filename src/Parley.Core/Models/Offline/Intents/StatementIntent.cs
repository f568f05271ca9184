using Parley.Models.Offline.Text;

namespace Parley.Models.Offline.Intents;

/// <summary>A message that asks for nothing: a text to be asked about later, or a remark to remember.</summary>
internal sealed class StatementIntent : IIntent
{
    public OfflineReply? TryAnswer(OfflineTurn turn)
    {
        if (turn.Request.Length > 0 || turn.Sentences.Count == 0 || turn.Document is not { Kind: SourceKind.CurrentMessage } document)
            return null;
        if (!document.IsDocument)
            return new OfflineReply(turn.Phrases.Noted);

        var sentences = turn.Sentences.Where(sentence => sentence.Source == document).ToList();
        return new OfflineReply(turn.Phrases.TextReceived(sentences.Sum(sentence => sentence.Words.Count), sentences.Count));
    }
}
