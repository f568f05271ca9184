using System.Net;
using System.Net.Sockets;

namespace Parley.Identity;

/// <summary>Whom an address stands for where addresses are counted.</summary>
public static class ClientNetwork
{
    /// <summary>
    /// The address itself; of IPv6 the network of 64 bits, since a single customer has as many addresses as they like.
    /// </summary>
    /// <param name="address">The client's, after trusted proxies. Null: there is none, as with a local socket.</param>
    public static string? Of(IPAddress? address)
    {
        switch (address)
        {
            case null:
                return null;
            case { IsIPv4MappedToIPv6: true }:
                return address.MapToIPv4().ToString();
            case { AddressFamily: AddressFamily.InterNetworkV6 }:
                var bytes = address.GetAddressBytes();
                bytes.AsSpan(8).Clear();
                return $"{new IPAddress(bytes)}/64";
            default:
                return address.ToString();
        }
    }
}
