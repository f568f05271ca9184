using Microsoft.Extensions.AI;
using Parley.Pipeline.Calls;

namespace Parley.Pipeline.Caching;

/// <summary>What a request is known by.</summary>
/// <param name="Exact">Of everything that can change the answer.</param>
/// <param name="Partition">Of the same without <paramref name="Question"/>; null when the request does not end in a question.</param>
/// <param name="Question">The last user message, when it is text and nothing else.</param>
internal readonly record struct RequestKey(CacheKey Exact, CacheKey? Partition, string? Question)
{
    /// <summary>Changed whenever what is written changes its meaning.</summary>
    private const string Version = "parley answer 1";

    /// <param name="sharers">Who may be answered from the answer besides the caller, see <see cref="ModelCallOptions.Rights"/>; null: nobody.</param>
    /// <returns>Null when the request holds something that cannot be compared.</returns>
    public static RequestKey? Of(IReadOnlyList<ChatMessage> messages, ModelCallOptions call, string? sharers)
    {
        using var writer = new KeyWriter();
        writer.Text(Version);
        WritePartition(writer, call, sharers);
        OptionsKey.Write(writer, call);
        writer.Count(messages.Count);
        for (var i = 0; i < messages.Count - 1; i++)
        {
            MessageKey.Write(writer, messages[i]);
        }

        // The question comes last of all, so that one pass gives the key without it and the key with it.
        var question = messages is [.., var last] && IsQuestion(last) ? last.Contents.OfType<TextContent>().Single().Text : null;
        writer.Flag(question is not null);
        var partition = question is null ? (CacheKey?)null : writer.Current();
        if (question is not null)
        {
            writer.Text(question);
        }
        else if (messages.Count > 0)
        {
            MessageKey.Write(writer, messages[^1]);
        }

        return writer.IsOpaque ? null : new RequestKey(writer.Current(), partition, question);
    }

    // Who may see the answer, and what it was made of besides the messages. Whoever states no rights shares with nobody.
    private static void WritePartition(KeyWriter writer, ModelCallOptions call, string? sharers)
    {
        writer.Text(call.Caller.TenantId.ToString());
        writer.Flag(sharers is not null);
        writer.Text(sharers ?? call.Caller.UserId.ToString());
        writer.Text(call.Persona);
        writer.Text(call.Model.Provider.Name);
        writer.Text(call.Model.Model);
        writer.Text(call.KnowledgeVersion);
        writer.Text(call.Feature);
    }

    private static bool IsQuestion(ChatMessage message) =>
        message.Role == ChatRole.User && message.AuthorName is null && message.AdditionalProperties is not { Count: > 0 }
        && message.Contents is [TextContent { AdditionalProperties: not { Count: > 0 } }];
}
