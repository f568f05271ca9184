using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Parley.Integrations.Antivirus;

/// <summary>Where clamd listens.</summary>
internal static class ClamdAddress
{
    public const string Accepts = "tcp://host:port or unix:///path/of/its/socket";

    private const int DefaultPort = 3310;

    public static bool TryParse(string text, [NotNullWhen(true)] out EndPoint? address)
    {
        address = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0 || uri.Query.Length > 0)
        {
            return false;
        }

        address = uri switch
        {
            { Scheme: "tcp", Host.Length: > 0, AbsolutePath: "" or "/" } => new DnsEndPoint(uri.DnsSafeHost, uri.Port > 0 ? uri.Port : DefaultPort),
            { Scheme: "unix", Host.Length: 0, AbsolutePath.Length: > 1 and <= 100 } => new UnixDomainSocketEndPoint(Uri.UnescapeDataString(uri.AbsolutePath)),
            _ => null,
        };
        return address is not null;
    }
}
