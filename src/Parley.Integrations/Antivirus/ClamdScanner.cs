using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using Parley.Knowledge.Ingestion.Scanning;

namespace Parley.Integrations.Antivirus;

/// <summary>
/// Shows files to ClamAV's daemon by its <c>INSTREAM</c> command: the bytes go over the connection, so it may run on another
/// machine and needs no right to read our files. Whatever it says that is not a plain OK is none.
/// </summary>
internal sealed class ClamdScanner(IOptions<ClamdOptions> options, TimeProvider clock) : IFileScanner
{
    private const int PartLength = 64 * 1024;
    private const int MaxReply = 1024;
    private const int MaxSignature = 100;

    private const string Clean = "stream: OK";
    private const string FoundPrefix = "stream: ";
    private const string FoundSuffix = " FOUND";

    public bool IsConfigured => options.Value.Url is { Length: > 0 };

    public async Task<ScanResult> ScanAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        if (options.Value.Url is not { } url || !ClamdAddress.TryParse(url, out var address))
        {
            return default;
        }

        using var timeout = new CancellationTokenSource(options.Value.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var socket = address is UnixDomainSocketEndPoint
                ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
                : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(address, either.Token);
            await using var stream = new NetworkStream(socket);
            return Read(await AskAsync(stream, content, either.Token));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is SocketException or IOException or OperationCanceledException)
        {
            return default;
        }
    }

    private static async Task<string> AskAsync(NetworkStream stream, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        // Listening from the start: it may refuse a file in the middle of it, and hang up.
        var reply = ReadAsync(stream, cancellationToken);
        try
        {
            await SendAsync(stream, content, cancellationToken);
        }
        catch (IOException)
        {
            // What it said before it hung up tells more.
        }

        return await reply;
    }

    // A command, then parts with their length in front, and an empty one at the end.
    private static async Task SendAsync(NetworkStream stream, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), cancellationToken);
        var length = new byte[sizeof(int)];
        for (var at = 0; at < content.Length; at += PartLength)
        {
            var part = content[at..Math.Min(content.Length, at + PartLength)];
            BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
            await stream.WriteAsync(length, cancellationToken);
            await stream.WriteAsync(part, cancellationToken);
        }

        await stream.WriteAsync(new byte[sizeof(int)], cancellationToken);
    }

    private static async Task<string> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxReply];
        var length = 0;
        while (length < buffer.Length && await stream.ReadAsync(buffer.AsMemory(length), cancellationToken) is > 0 and var read)
        {
            length += read;
            if (buffer.AsSpan(0, length).IndexOf((byte)0) is >= 0 and var end)
            {
                return Encoding.ASCII.GetString(buffer, 0, end);
            }
        }

        // It ends what it says: half an OK is none.
        return "";
    }

    private static ScanResult Read(string reply) => reply switch
    {
        Clean => new(ScanVerdict.Clean),
        _ when reply.StartsWith(FoundPrefix, StringComparison.Ordinal) && reply.EndsWith(FoundSuffix, StringComparison.Ordinal) && reply.Length > FoundPrefix.Length + FoundSuffix.Length =>
            new(ScanVerdict.Infected, Plain(reply[FoundPrefix.Length..^FoundSuffix.Length])),
        _ when reply.Contains("size limit exceeded", StringComparison.Ordinal) => new(ScanVerdict.TooLarge),
        _ => default,
    };

    private static string Plain(string signature) =>
        new([.. signature.Where(c => c is > ' ' and <= '~').Take(MaxSignature)]);
}
