using System.Net;
using Parley.Identity;

namespace Parley.Accounts.Lockout;

/// <summary>Where a sign-in comes from.</summary>
/// <param name="Address">The client's, after trusted proxies.</param>
/// <param name="Device">What <see cref="KnownDevices"/> once gave the device; null for one that never signed in.</param>
public sealed record SignInSource(IPAddress? Address, string? Device)
{
    /// <summary>Whom the address stands for.</summary>
    public string Network => ClientNetwork.Of(Address) ?? "unknown";
}
