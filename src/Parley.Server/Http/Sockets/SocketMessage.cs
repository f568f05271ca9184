using Parley.Chat;

namespace Parley.Server.Http.Sockets;

/// <summary>What a client says over a socket, but for the fields of a chat request that <c>send</c> has besides.</summary>
internal sealed record SocketMessage
{
    /// <summary>send, stop or resume.</summary>
    public string? Type { get; init; }

    /// <summary>The client's own name for this message; what answers it says it again.</summary>
    public string? Ref { get; init; }

    /// <summary>For send: as the header Idempotency-Key.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>For send: no-cache or no-store, as the header Cache-Control.</summary>
    public string? Cache { get; init; }

    /// <summary>For stop and resume.</summary>
    public TurnId Turn { get; init; }

    /// <summary>For resume: the id of the last event received.</summary>
    public long After { get; init; }
}
