namespace Parley.Integrations.VectorStores.Http;

/// <summary>Which service is called, and what people set of it.</summary>
/// <param name="Name">For people: Qdrant.</param>
/// <param name="AddressSetting">The setting to look at when it cannot be reached.</param>
/// <param name="KeySetting">The setting to look at when it refuses the key.</param>
internal sealed record StoreEndpoint(string Name, string AddressSetting, string KeySetting)
{
    /// <summary>Carries the key.</summary>
    public required string KeyHeader { get; init; }

    public string? Key { get; init; }

    /// <summary>Further headers of every request.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public HttpRequestMessage CreateRequest(HttpMethod method, Uri address)
    {
        var request = new HttpRequestMessage(method, address);
        if (!string.IsNullOrWhiteSpace(Key))
        {
            request.Headers.TryAddWithoutValidation(KeyHeader, Key.Trim());
        }

        foreach (var (name, value) in Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }
}
