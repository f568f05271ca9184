using System.Net.WebSockets;
using System.Text.Json;

namespace Parley.Server.Tests.Edge;

/// <summary>A WebSocket as a client uses it.</summary>
internal sealed class SocketClient : IDisposable
{
    private readonly ClientWebSocket _socket = new() { Options = { CollectHttpResponseDetails = true } };
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(30));

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    /// <summary>Of the handshake.</summary>
    public int Status => (int)_socket.HttpStatusCode;

    /// <summary>Opens one that the server must accept.</summary>
    public static async Task<SocketClient> OpenAsync(TestServer server, string? token = null)
    {
        var client = new SocketClient();
        Assert.True(await client.TryConnectAsync(server, "", token is null ? [] : [("Authorization", $"Bearer {token}")]), $"{client.Status}");
        return client;
    }

    public async Task<bool> TryConnectAsync(TestServer server, string query, params (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
        {
            _socket.Options.SetRequestHeader(name, value);
        }

        try
        {
            await _socket.ConnectAsync(new Uri($"ws://localhost:{server.ClientOptions.BaseAddress.Port}/api/v1/chat/ws{query}"), _limit.Token);
            return true;
        }
        catch (WebSocketException)
        {
            return false;
        }
    }

    public Task SendAsync(object message) => SendTextAsync(JsonSerializer.SerializeToUtf8Bytes(message));

    public Task SendTextAsync(byte[] text, WebSocketMessageType type = WebSocketMessageType.Text) => _socket.SendAsync(text, type, true, _limit.Token);

    /// <returns>The next message; null when the server closed.</returns>
    public async Task<JsonElement?> NextAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[4096];
        while (true)
        {
            var received = await _socket.ReceiveAsync(buffer, _limit.Token);
            if (received.MessageType is WebSocketMessageType.Close)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", _limit.Token);
                return null;
            }

            message.Write(buffer, 0, received.Count);
            if (received.EndOfMessage)
            {
                return JsonDocument.Parse(message.ToArray()).RootElement;
            }
        }
    }

    /// <summary>Messages up to and with the first of one of these types.</summary>
    public async Task<List<JsonElement>> UntilAsync(params string[] types)
    {
        var all = new List<JsonElement>();
        while (await NextAsync() is { } message)
        {
            all.Add(message);
            if (types.Contains(message.GetProperty("type").GetString()))
            {
                break;
            }
        }

        return all;
    }

    /// <summary>Reads until the server closes.</summary>
    public async Task<WebSocketCloseStatus?> ClosedAsync()
    {
        while (await NextAsync() is not null)
        {
        }

        return CloseStatus;
    }

    public void Dispose()
    {
        _socket.Dispose();
        _limit.Dispose();
    }
}
