using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Parley.Fetching;

/// <summary>
/// Fetches what people name from the public web, and nothing else: not this machine, not its network, not what a name or a
/// redirect leads there. A host's name is resolved once, every address it has must be public, and the connection goes to one of
/// those that were checked, so that an answer that changes in between changes nothing.
/// </summary>
public sealed class SafeFetcher : IDisposable
{
    private readonly HttpClient _http;
    private readonly FetchOptions _options;
    private readonly TimeProvider _clock;
    private readonly FetchNetwork _network;

    public SafeFetcher(IOptions<FetchOptions> options, TimeProvider clock)
        : this(options, clock, FetchNetwork.Public)
    {
    }

    internal SafeFetcher(IOptions<FetchOptions> options, TimeProvider clock, FetchNetwork network)
    {
        (_options, _clock, _network) = (options.Value, clock, network);

        // No redirects, cookies, credentials or proxies of its own: each would be a way around what is checked here.
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false, AutomaticDecompression = DecompressionMethods.All,
            ConnectCallback = ConnectAsync, ConnectTimeout = TimeSpan.FromSeconds(10), MaxResponseHeadersLength = 64, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Parley", "1.0"));
        _http.DefaultRequestHeaders.Accept.ParseAdd("text/html, application/xhtml+xml, text/*, application/pdf, application/json, */*;q=0.5");
    }

    /// <exception cref="FetchException">It is refused, or cannot be had.</exception>
    public async Task<FetchedFile> FetchAsync(string address, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_options.Timeout, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await FollowAsync(_network.Parse(address), both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new FetchException(FetchFailure.TimedOut, $"It took longer than {_options.Timeout.TotalSeconds:0} seconds.");
        }
        catch (HttpRequestException e)
        {
            // The refusal comes out of the connection wrapped up.
            throw e.InnerException as FetchException ?? new FetchException(FetchFailure.Unreachable, "The host cannot be reached.", e);
        }
        catch (IOException e)
        {
            throw new FetchException(FetchFailure.Unreachable, "The answer broke off.", e);
        }
    }

    /// <summary>Whether an address would be refused as it stands, before anybody looks its host up.</summary>
    /// <exception cref="FetchException"><see cref="FetchFailure.Refused"/>.</exception>
    public void Check(string address) => _network.Parse(address);

    public void Dispose() => _http.Dispose();

    private async Task<FetchedFile> FollowAsync(Uri address, CancellationToken cancellationToken)
    {
        for (var redirects = 0; ; redirects++)
        {
            using var response = await _http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response is { StatusCode: HttpStatusCode.Moved or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect, Headers.Location: { } location })
            {
                address = redirects < _options.MaxRedirects
                    ? _network.Follow(address, location)
                    : throw new FetchException(FetchFailure.NotServed, $"The page leads on more than {_options.MaxRedirects} times.");
                continue;
            }

            if (!response.IsSuccessStatusCode)
            {
                throw new FetchException(FetchFailure.NotServed, $"The server answered {(int)response.StatusCode}.");
            }

            return new FetchedFile(address, await ReadAsync(response, cancellationToken), response.Content.Headers.ContentType?.MediaType);
        }
    }

    // Counted as it comes, and unpacked: neither what a server says of its length nor how small it is packed counts.
    private async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > _options.MaxBytes)
        {
            throw TooLarge();
        }

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var read = new MemoryStream();
        var buffer = new byte[64 * 1024];
        try
        {
            for (int count; (count = await body.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                if (read.Length + count > _options.MaxBytes)
                {
                    throw TooLarge();
                }

                read.Write(buffer, 0, count);
            }
        }
        catch (InvalidDataException e)
        {
            throw new FetchException(FetchFailure.NotServed, "The answer is packed in a way that cannot be read.", e);
        }

        return read.ToArray();
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await _network.ResolveAsync(context.DnsEndPoint.Host, cancellationToken);
        if (addresses.Length == 0)
        {
            throw new FetchException(FetchFailure.Unreachable, "There is no such host.");
        }

        // One that is not public spoils them all: whoever mixes them means harm, or an inner network.
        if (!addresses.All(_network.IsAllowed))
        {
            throw FetchAddress.Inside();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private FetchException TooLarge() => new(FetchFailure.TooLarge, $"It is larger than {_options.MaxBytes / (1024.0 * 1024):0.#} MiB.");
}
