namespace Parley.Models.Offline.Intents;

/// <summary>One kind of message the built-in assistant can answer. To add one, write a class and put it into the client's list.</summary>
internal interface IIntent
{
    /// <summary>The answer; <c>null</c> when the message is not of this kind.</summary>
    OfflineReply? TryAnswer(OfflineTurn turn);
}
