using Microsoft.Extensions.AI;
using Parley.Pipeline.Calls;

namespace Parley.Pipeline.Caching;

/// <summary>Another caller's answer as one sees it who came later: it says so first, and its tokens are the other's.</summary>
internal sealed class SharedAnswer
{
    public bool HasBegun { get; private set; }

    // A copy, because the one who called may change what was theirs.
    public ChatResponseUpdate Copy(ChatResponseUpdate update)
    {
        var contents = new List<AIContent>(update.Contents.Count + 1);
        if (!HasBegun)
        {
            HasBegun = true;
            contents.Add(new CacheHitContent(CacheOutcome.Shared));
        }

        foreach (var content in update.Contents)
        {
            contents.Add(content is UsageContent ? CachedAnswer.NoUsage() : content);
        }

        return new ChatResponseUpdate(update.Role, contents)
        {
            AuthorName = update.AuthorName,
            CreatedAt = update.CreatedAt,
            FinishReason = update.FinishReason,
            MessageId = update.MessageId,
            ModelId = update.ModelId,
            ResponseId = update.ResponseId,
        };
    }
}
