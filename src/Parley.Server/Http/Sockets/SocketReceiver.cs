using System.Net.WebSockets;

namespace Parley.Server.Http.Sockets;

/// <summary>Reads the messages of a client, up to a length.</summary>
internal sealed class SocketReceiver(WebSocket socket, int maxBytes)
{
    private readonly byte[] _buffer = new byte[4 * 1024];

    /// <summary>
    /// Passes over what still comes until the client closes: a connection that is closed with something unread takes the
    /// last word with it.
    /// </summary>
    public async Task DrainAsync()
    {
        try
        {
            while (socket.State is WebSocketState.Open or WebSocketState.CloseSent)
            {
                await socket.ReceiveAsync(_buffer.AsMemory(), CancellationToken.None);
            }
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or InvalidOperationException or IOException or OperationCanceledException)
        {
            // It is closed, one way or the other.
        }
    }

    /// <returns>The next message, or why there is none.</returns>
    public async Task<(ReadOnlyMemory<byte> Message, SocketEnd? End)> ReceiveAsync()
    {
        try
        {
            using var message = new MemoryStream();
            while (true)
            {
                // Never cancelled, which would be the end of the socket: to let go of it is to abort it.
                var received = await socket.ReceiveAsync(_buffer.AsMemory(), CancellationToken.None);
                switch (received.MessageType)
                {
                    case WebSocketMessageType.Close:
                        return (default, SocketEnd.Goodbye);
                    case WebSocketMessageType.Binary:
                        return (default, SocketEnd.NotText);
                }

                if (message.Length + received.Count > maxBytes)
                {
                    return (default, SocketEnd.TooBig);
                }

                message.Write(_buffer.AsSpan(0, received.Count));
                if (received.EndOfMessage)
                {
                    return (message.ToArray(), null);
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or InvalidOperationException or IOException or OperationCanceledException)
        {
            return (default, SocketEnd.Goodbye);
        }
    }
}
