using System.Net;
using System.Net.Sockets;

namespace Parley.Fetching;

/// <summary>The network as a fetcher sees it: how names become addresses, and which of them it may use. Tests have their own on this machine.</summary>
internal sealed record FetchNetwork
{
    public static FetchNetwork Public { get; } = new();

    public Func<string, Uri> Parse { get; init; } = FetchAddress.Parse;

    public Func<Uri, Uri, Uri> Follow { get; init; } = FetchAddress.Follow;

    public Func<IPAddress, bool> IsAllowed { get; init; } = PublicAddress.Is;

    public Func<string, CancellationToken, Task<IPAddress[]>> ResolveAsync { get; init; } = LookUpAsync;

    private static async Task<IPAddress[]> LookUpAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            return [literal];
        }

        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellationToken);
        }
        catch (SocketException e)
        {
            throw new FetchException(FetchFailure.Unreachable, "There is no such host.", e);
        }
    }
}
