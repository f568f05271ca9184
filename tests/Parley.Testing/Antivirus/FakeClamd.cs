using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Parley.Testing.Antivirus;

/// <summary>
/// ClamAV's daemon as its clients meet it (clamd(8)): commands that end with a zero byte, INSTREAM in parts with their length in
/// front, and replies that end with a zero byte. It knows one virus, the harmless one that all scanners know.
/// </summary>
public sealed class FakeClamd : IAsyncDisposable
{
    /// <summary>In two halves, so that no scanner takes this source for a virus.</summary>
    public static readonly string Eicar = @"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*";

    public const string Signature = "Win.Test.EICAR_HDB-1";

    private readonly Socket _listener;
    private readonly CancellationTokenSource _stopped = new();
    private readonly Task _accepting;

    private FakeClamd(Socket listener, EndPoint address)
    {
        _listener = listener;
        _listener.Bind(address);
        _listener.Listen();
        Url = _listener.LocalEndPoint is IPEndPoint ip ? $"tcp://127.0.0.1:{ip.Port}" : $"unix://{address}";
        _accepting = AcceptAsync();
    }

    public string Url { get; }

    /// <summary>What it was shown, whole.</summary>
    public ConcurrentQueue<byte[]> Shown { get; } = new();

    /// <summary>The most bytes it takes of one file, StreamMaxLength; then it says so and hangs up.</summary>
    public int MaxLength { get; set; } = 25 * 1024 * 1024;

    /// <summary>It does not answer before this has ended.</summary>
    public Task Thinking { get; set; } = Task.CompletedTask;

    /// <summary>Said instead of what is true.</summary>
    public string? Reply { get; set; }

    /// <param name="port">0 for any that is free.</param>
    public static FakeClamd Start(int port = 0) => new(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp), new IPEndPoint(IPAddress.Loopback, port));

    public static FakeClamd Start(string socketPath) => new(new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), new UnixDomainSocketEndPoint(socketPath));

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stopped.Dispose();
    }

    private async Task AcceptAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
            {
                talks.Add(TalkAsync(await _listener.AcceptAsync(_stopped.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(Socket socket)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            var reply = await CommandAsync(stream) switch
            {
                "zINSTREAM" => await ScanAsync(stream),
                "zPING" => "PONG",
                _ => "UNKNOWN COMMAND",
            };
            await Thinking.WaitAsync(_stopped.Token);
            await stream.WriteAsync(Encoding.ASCII.GetBytes((Reply ?? reply) + "\0"), _stopped.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
        {
            // Whoever asked has gone, or the test is over.
        }
    }

    private async Task<string> CommandAsync(NetworkStream stream)
    {
        var command = new StringBuilder();
        var one = new byte[1];
        while (command.Length < 32)
        {
            await stream.ReadExactlyAsync(one, _stopped.Token);
            if (one[0] == 0)
            {
                break;
            }

            command.Append((char)one[0]);
        }

        return command.ToString();
    }

    private async Task<string> ScanAsync(NetworkStream stream)
    {
        using var file = new MemoryStream();
        var length = new byte[sizeof(uint)];
        while (true)
        {
            await stream.ReadExactlyAsync(length, _stopped.Token);
            var part = BinaryPrimitives.ReadUInt32BigEndian(length);
            if (part == 0)
            {
                break;
            }

            if (file.Length + part > MaxLength)
            {
                return "INSTREAM size limit exceeded. ERROR";
            }

            var bytes = new byte[part];
            await stream.ReadExactlyAsync(bytes, _stopped.Token);
            file.Write(bytes);
        }

        Shown.Enqueue(file.ToArray());
        return file.ToArray().AsSpan().IndexOf(Encoding.ASCII.GetBytes(Eicar)) >= 0 ? $"stream: {Signature} FOUND" : "stream: OK";
    }
}
