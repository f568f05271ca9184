namespace Parley.Integrations.Providers.Wire;

/// <summary>Makes one base address of the many ways people write it.</summary>
internal static class WireAddress
{
    /// <summary>
    /// The address without the parts in <paramref name="endings"/> that people paste along, ending in a slash.
    /// <paramref name="root"/> is added where only a host was given, or, with <paramref name="always"/>, in any case.
    /// </summary>
    public static Uri Normalize(string text, string root, bool always, params ReadOnlySpan<string> endings)
    {
        var address = text.Trim().TrimEnd('/');
        foreach (var ending in endings)
        {
            if (address.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                address = address[..^ending.Length].TrimEnd('/');
            }
        }

        var onlyHost = new Uri(address).AbsolutePath is "/";
        return new Uri((always || onlyHost ? address + root : address) + "/");
    }
}
