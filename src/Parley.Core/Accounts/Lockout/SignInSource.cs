using System.Net;
using System.Net.Sockets;

namespace Parley.Accounts.Lockout;

/// <summary>Where a sign-in comes from.</summary>
/// <param name="Address">The client's, after trusted proxies.</param>
/// <param name="Device">What <see cref="KnownDevices"/> once gave the device; null for one that never signed in.</param>
public sealed record SignInSource(IPAddress? Address, string? Device)
{
    /// <summary>Whoever has one IPv6 address has 2^64 of them: they count as one.</summary>
    public string Network
    {
        get
        {
            if (Address is null)
            {
                return "unknown";
            }

            if (Address.IsIPv4MappedToIPv6)
            {
                return Address.MapToIPv4().ToString();
            }

            if (Address.AddressFamily is not AddressFamily.InterNetworkV6)
            {
                return Address.ToString();
            }

            var bytes = Address.GetAddressBytes();
            bytes.AsSpan(8).Clear();
            return $"{new IPAddress(bytes)}/64";
        }
    }
}
