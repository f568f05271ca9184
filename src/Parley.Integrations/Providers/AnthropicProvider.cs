using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Parley.Integrations.Providers.Wire;
using Parley.Integrations.Providers.Wire.Anthropic;
using Parley.Models;
using Parley.Models.Keys;

namespace Parley.Integrations.Providers;

/// <summary>Anthropic's Claude.</summary>
internal sealed class AnthropicProvider : IKeyedProvider
{
    private readonly WireConnection _connection;
    private readonly bool _isOfficial;

    public AnthropicProvider(IOptions<AnthropicOptions> options, ProviderKeys keys, WireHttp http, TimeProvider time)
    {
        Key = new ProviderKey(keys, Name, options.Value.ApiKey.OrEmpty());
        var address = WireAddress.Normalize(options.Value.BaseUrl.Or(AnthropicOptions.OfficialBaseUrl), "", always: false, "/messages", "/v1");
        DefaultModel = options.Value.Model.Or("claude-haiku-4-5");
        _isOfficial = address.Host is "api.anthropic.com";
        var endpoint = new WireEndpoint(Name, DisplayName, address, () => DefaultModel)
        {
            Key = () => Key.Value,
            KeyHeader = "x-api-key",
            Headers = new Dictionary<string, string> { ["anthropic-version"] = "2023-06-01" },
        };
        _connection = new WireConnection(http, endpoint, time);
        ChatClient = new WireChatClient(_connection, new AnthropicFormat());
    }

    public string Name => "anthropic";

    public string DisplayName => "Anthropic";

    public ProviderKey Key { get; }

    public bool IsConfigured => !_isOfficial || Key.Value.Length > 0;

    public string DefaultModel { get; }

    public IChatClient ChatClient { get; }

    public async Task<IReadOnlyList<string>> ListModelsAsync(CancellationToken cancellationToken)
    {
        using var models = await _connection.GetJsonAsync("v1/models?limit=1000", cancellationToken);
        return [.. models.RootElement.Items("data").Select(model => model.Text("id")).OrderByDescending(id => id == DefaultModel)];
    }
}
