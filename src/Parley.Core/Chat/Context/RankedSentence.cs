using Microsoft.Extensions.AI;

namespace Parley.Chat.Context;

/// <summary>A sentence of an older message.</summary>
/// <param name="Place">Its place in the message, from 0.</param>
/// <param name="Of">How many sentences the message has.</param>
/// <param name="Recency">0 for the oldest message, 1 for the newest.</param>
/// <param name="Words">Its telling words.</param>
internal sealed record RankedSentence(ChatMessage Message, string Text, int Place, int Of, double Recency, IReadOnlySet<int> Words)
{
    public double Score { get; set; }
}
