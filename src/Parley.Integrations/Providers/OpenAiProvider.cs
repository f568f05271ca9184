using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Parley.Integrations.Providers.Wire;
using Parley.Integrations.Providers.Wire.Embeddings;
using Parley.Integrations.Providers.Wire.OpenAi;
using Parley.Models;
using Parley.Models.Keys;

namespace Parley.Integrations.Providers;

/// <summary>OpenAI and every compatible server.</summary>
internal sealed class OpenAiProvider : IKeyedProvider
{
    /// <summary>Parts of the names of models that do not chat.</summary>
    private static readonly string[] OtherTrades =
        ["embed", "tts", "whisper", "dall-e", "moderation", "audio", "realtime", "transcribe", "image", "sora", "davinci", "babbage", "instruct"];

    private readonly WireConnection _connection;
    private readonly bool _isOfficial;

    public OpenAiProvider(IOptions<OpenAiOptions> options, ProviderKeys keys, WireHttp http, TimeProvider time)
    {
        Key = new ProviderKey(keys, Name, options.Value.ApiKey.OrEmpty());
        var address = WireAddress.Normalize(options.Value.BaseUrl.Or(OpenAiOptions.OfficialBaseUrl), "/v1", always: false, "/chat/completions");
        // Its regions too: eu.api.openai.com.
        _isOfficial = ("." + address.Host).EndsWith(".api.openai.com", StringComparison.OrdinalIgnoreCase);
        DefaultModel = options.Value.Model.Or("gpt-4o-mini");
        var endpoint = new WireEndpoint(Name, DisplayName, address, () => DefaultModel) { Key = () => Key.Value, KeyPrefix = "Bearer " };
        _connection = new WireConnection(http, endpoint, time);
        ChatClient = new WireChatClient(_connection, new OpenAiFormat(_isOfficial));
        DefaultEmbeddingModel = options.Value.EmbeddingModel.Or("text-embedding-3-small");
        EmbeddingGenerator = new WireEmbeddingGenerator(_connection, new OpenAiEmbeddings(asksForBase64: _isOfficial), DefaultEmbeddingModel);
    }

    public string Name => "openai";

    public string DisplayName => _isOfficial ? "OpenAI" : "The OpenAI-compatible server";

    public ProviderKey Key { get; }

    public bool IsConfigured => !_isOfficial || Key.Value.Length > 0;

    public string DefaultModel { get; }

    public IChatClient ChatClient { get; }

    public string DefaultEmbeddingModel { get; }

    public IEmbeddingGenerator<string, Embedding<float>> EmbeddingGenerator { get; }

    public async Task<IReadOnlyList<string>> ListModelsAsync(CancellationToken cancellationToken)
    {
        using var models = await _connection.GetJsonAsync("models", cancellationToken);
        return [.. models.RootElement.Items("data")
            .OrderByDescending(model => model.Text("id") == DefaultModel)
            .ThenByDescending(model => model.Count("created") ?? 0)
            .Select(model => model.Text("id"))
            .Where(Chats)];
    }

    // Only OpenAI's own list mixes trades; elsewhere "image" may well be part of a chat model's name.
    private bool Chats(string id) =>
        id.Length > 0 && !(_isOfficial ? OtherTrades : ["embed"]).Any(trade => id.Contains(trade, StringComparison.OrdinalIgnoreCase));
}
