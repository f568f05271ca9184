using System.Net.WebSockets;

namespace Parley.Server.Http.Sockets;

/// <summary>
/// Sends messages one after the other. Nothing is queued: whoever has something to send waits until it is on its way, so a
/// socket holds no more than what each of its answers is about to say.
/// </summary>
internal sealed class SocketSender(WebSocket socket, TimeSpan patience, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <exception cref="OperationCanceledException">The client is gone, or took nothing for too long and was cut off.</exception>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> message)
    {
        await _gate.WaitAsync();
        try
        {
            // Without a token: a message that is cut in two would be the end of the socket, and of its last word.
            var sending = socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            if (!sending.IsCompletedSuccessfully)
            {
                await sending.AsTask().WaitAsync(patience, clock);
            }
        }
        catch (TimeoutException e)
        {
            socket.Abort();
            throw new OperationCanceledException("The client took nothing of its socket and was cut off.", e);
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            throw new OperationCanceledException("The socket is closed.", e);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Says goodbye, if the client still takes it.</summary>
    public async Task CloseAsync(WebSocketCloseStatus status, string why)
    {
        await _gate.WaitAsync();
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(status, why, CancellationToken.None).WaitAsync(patience, clock);
            }
        }
        catch (Exception e) when (e is TimeoutException or WebSocketException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            socket.Abort();
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();
}
