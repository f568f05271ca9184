namespace Parley.Integrations.Oidc;

/// <summary>Addresses with a query.</summary>
internal static class Query
{
    /// <summary>Adds to whatever query the address has.</summary>
    public static Uri Add(Uri address, Dictionary<string, string> values)
    {
        var added = string.Join('&', values.Select(value => $"{Uri.EscapeDataString(value.Key)}={Uri.EscapeDataString(value.Value)}"));
        return new UriBuilder(address) { Query = address.Query.Length > 1 ? $"{address.Query[1..]}&{added}" : added }.Uri;
    }
}
