using Microsoft.Extensions.AI;

namespace Parley.Testing;

/// <summary>What a <see cref="FakeChatClient"/> was asked.</summary>
public sealed record FakeChatRequest(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options, bool IsStream)
{
    /// <summary>The last message's text.</summary>
    public string LastText => Messages.Count > 0 ? Messages[^1].Text : "";
}
