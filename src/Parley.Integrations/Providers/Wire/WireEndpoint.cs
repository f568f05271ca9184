namespace Parley.Integrations.Providers.Wire;

/// <summary>Where a provider is, and how it names itself.</summary>
/// <param name="Provider">The provider's name in configuration.</param>
/// <param name="DisplayName">The provider's name for people.</param>
/// <param name="Address">The base address, ending in a slash.</param>
/// <param name="DefaultModel">The model for requests that name none; it may become known only while running.</param>
internal sealed record WireEndpoint(string Provider, string DisplayName, Uri Address, Func<string> DefaultModel)
{
    /// <summary>The header that carries the key, for example <c>x-api-key</c>.</summary>
    public string KeyHeader { get; init; } = "Authorization";

    /// <summary>What stands before the key in <see cref="KeyHeader"/>.</summary>
    public string KeyPrefix { get; init; } = "";

    /// <summary>The key as it is now; it may change while running. Empty: no header is sent.</summary>
    public Func<string> Key { get; init; } = () => "";

    /// <summary>Further headers of every request.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public HttpRequestMessage CreateRequest(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(Address, path));
        if (Key() is { Length: > 0 } key)
        {
            request.Headers.TryAddWithoutValidation(KeyHeader, KeyPrefix + key);
        }

        foreach (var (name, value) in Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }
}
