using System.Net;
using System.Net.Sockets;

namespace Parley.Fetching;

/// <summary>
/// Which IP addresses are of the public internet. Everything in the IANA registries of special-purpose addresses (RFC 6890 and
/// its updates) is not, nor is what carries an IPv4 address inside an IPv6 one, nor the address by which Azure's machines
/// reach their host.
/// </summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>Global unicast. All else in IPv6 is special.</summary>
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] SpecialSix =
    [
        .. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20", "5f00::/16" }.Select(IPNetwork.Parse),
    ];

    public static bool Is(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => !Array.Exists(Special, network => network.Contains(address)),
        AddressFamily.InterNetworkV6 => address is { ScopeId: 0, IsIPv4MappedToIPv6: false } && GlobalUnicast.Contains(address) && !Array.Exists(SpecialSix, network => network.Contains(address)),
        _ => false,
    };
}
