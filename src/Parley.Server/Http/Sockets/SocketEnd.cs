using System.Net.WebSockets;

namespace Parley.Server.Http.Sockets;

/// <summary>Why a socket is closed.</summary>
internal sealed record SocketEnd(WebSocketCloseStatus Status, string Why)
{
    /// <summary>The caller's sign-in or key is no more.</summary>
    public static SocketEnd Unauthorised { get; } = new((WebSocketCloseStatus)4001, "Sign in again.");

    public static SocketEnd ShuttingDown { get; } = new(WebSocketCloseStatus.EndpointUnavailable, "Parley is shutting down.");

    public static SocketEnd Idle { get; } = new(WebSocketCloseStatus.NormalClosure, "Nothing was said for a long time.");

    public static SocketEnd TooBig { get; } = new(WebSocketCloseStatus.MessageTooBig, "The message is too large.");

    public static SocketEnd NotText { get; } = new(WebSocketCloseStatus.InvalidMessageType, "Send JSON as text.");

    public static SocketEnd Goodbye { get; } = new(WebSocketCloseStatus.NormalClosure, "");
}
