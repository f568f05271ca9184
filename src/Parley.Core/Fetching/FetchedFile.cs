namespace Parley.Fetching;

/// <summary>What was fetched.</summary>
/// <param name="Address">Where it was in the end, after redirects.</param>
/// <param name="MediaType">As the server says, without parameters; null where it says nothing. Not to be believed.</param>
public sealed record FetchedFile(Uri Address, byte[] Content, string? MediaType)
{
    /// <summary>The last part of the address, unescaped; empty for the root of a site.</summary>
    public string FileName => Uri.UnescapeDataString(Address.Segments[^1].Trim('/'));
}
