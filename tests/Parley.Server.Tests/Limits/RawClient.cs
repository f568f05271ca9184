using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Parley.Server.Tests.Limits;

/// <summary>Sends a request as it is written: a client of the library would tidy the address up.</summary>
internal sealed class RawClient(int port) : IDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(30));

    /// <returns>The status.</returns>
    public async Task<int> GetAsync(string path)
    {
        var answer = await SendAsync($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        return int.Parse(answer.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    /// <returns>Everything that came until the server closed.</returns>
    public async Task<string> SendAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, _limit.Token);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), _limit.Token);
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadToEndAsync(_limit.Token);
    }

    public void Dispose() => _limit.Dispose();
}
