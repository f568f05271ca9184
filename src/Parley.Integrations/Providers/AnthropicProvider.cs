using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Parley.Integrations.Providers.Wire;
using Parley.Integrations.Providers.Wire.Anthropic;
using Parley.Models;

namespace Parley.Integrations.Providers;

/// <summary>Anthropic's Claude.</summary>
internal sealed class AnthropicProvider : IModelProvider
{
    private readonly WireConnection _connection;

    public AnthropicProvider(IOptions<AnthropicOptions> options, WireHttp http, TimeProvider time)
    {
        var (key, baseUrl) = (options.Value.ApiKey.OrEmpty(), options.Value.BaseUrl.Or(AnthropicOptions.OfficialBaseUrl));
        var address = WireAddress.Normalize(baseUrl, "", always: false, "/messages", "/v1");
        DefaultModel = options.Value.Model.Or("claude-haiku-4-5");
        IsConfigured = key.Length > 0 || address.Host is not "api.anthropic.com";
        var endpoint = new WireEndpoint(Name, DisplayName, address, () => DefaultModel)
        {
            Key = key,
            KeyHeader = "x-api-key",
            Headers = new Dictionary<string, string> { ["anthropic-version"] = "2023-06-01" },
        };
        _connection = new WireConnection(http, endpoint, time);
        ChatClient = new WireChatClient(_connection, new AnthropicFormat());
    }

    public string Name => "anthropic";

    public string DisplayName => "Anthropic";

    public bool IsConfigured { get; }

    public string DefaultModel { get; }

    public IChatClient ChatClient { get; }

    public async Task<IReadOnlyList<string>> ListModelsAsync(CancellationToken cancellationToken)
    {
        using var models = await _connection.GetJsonAsync("v1/models?limit=1000", cancellationToken);
        return [.. models.RootElement.Items("data").Select(model => model.Text("id")).OrderByDescending(id => id == DefaultModel)];
    }
}
