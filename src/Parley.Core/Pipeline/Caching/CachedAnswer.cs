using System.Text;
using Microsoft.Extensions.AI;
using Parley.Models;
using Parley.Pipeline.Calls;

namespace Parley.Pipeline.Caching;

/// <summary>A finished answer: its text and who gave it. Nothing of the request is kept with it.</summary>
internal sealed record CachedAnswer(string Text, ModelSelection ServedBy)
{
    /// <summary>Characters of text in one update. A reader shows it piece by piece as it shows a model's.</summary>
    private const int PieceLength = 1024;

    /// <summary>What an entry takes besides its text: objects, the key, its place in the order of use.</summary>
    private const int Overhead = 320;

    public long Bytes => Overhead + (long)Text.Length * sizeof(char);

    /// <summary>The answer as a stream. It took no token, so that nothing can be charged for it.</summary>
    public IEnumerable<ChatResponseUpdate> Replay(CacheOutcome outcome, double? similarity)
    {
        var id = Guid.CreateVersion7().ToString("N");
        yield return Update(id, new CacheHitContent(outcome, similarity));
        for (var start = 0; start < Text.Length;)
        {
            var length = Math.Min(PieceLength, Text.Length - start);
            length -= start + length < Text.Length && char.IsHighSurrogate(Text[start + length - 1]) ? 1 : 0;
            yield return Update(id, new TextContent(Text.Substring(start, length)));
            start += length;
        }

        var last = Update(id, NoUsage());
        last.FinishReason = ChatFinishReason.Stop;
        yield return last;
    }

    public static UsageContent NoUsage() => new(new() { InputTokenCount = 0, OutputTokenCount = 0, TotalTokenCount = 0 });

    private ChatResponseUpdate Update(string id, AIContent content) =>
        new(ChatRole.Assistant, [content]) { ResponseId = id, MessageId = id, ModelId = ServedBy.Model };
}
