using Parley.Models.Offline.Facts;

namespace Parley.Models.Offline.Intents;

/// <summary>A question about the person that neither they nor a text has answered: says so, and does not guess.</summary>
internal sealed class UnknownFactIntent : IIntent
{
    public OfflineReply? TryAnswer(OfflineTurn turn) =>
        FactQuestion.Read(turn.Request, turn.Phrases) is { } question ? new OfflineReply(turn.Phrases.NotTold(question.Subject)) : null;
}
