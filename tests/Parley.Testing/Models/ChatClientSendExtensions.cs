using Microsoft.Extensions.AI;

namespace Parley.Testing;

/// <summary>Asks in either way and gives the answer in one shape, so that one test covers both.</summary>
public static class ChatClientSendExtensions
{
    public static Task<ChatResponse> SendAsync(
        this IChatClient client, string text, bool streaming, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        client.SendAsync([new ChatMessage(ChatRole.User, text)], streaming, options, cancellationToken);

    public static Task<ChatResponse> SendAsync(
        this IChatClient client, IEnumerable<ChatMessage> messages, bool streaming, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        streaming
            ? client.GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken)
            : client.GetResponseAsync(messages, options, cancellationToken);

    /// <summary>Reads a stream to its end, or to its failure, which it gives back with what came before.</summary>
    public static async Task<(IReadOnlyList<ChatResponseUpdate> Updates, Exception? Failure)> CollectAsync(
        this IAsyncEnumerable<ChatResponseUpdate> stream)
    {
        var updates = new List<ChatResponseUpdate>();
        try
        {
            await foreach (var update in stream)
            {
                updates.Add(update);
            }
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            return (updates, e);
        }

        return (updates, null);
    }
}
