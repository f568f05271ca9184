using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Parley.Integrations.Providers.Wire;
using Parley.Integrations.Providers.Wire.Embeddings;
using Parley.Integrations.Providers.Wire.OpenAi;
using Parley.Models;

namespace Parley.Integrations.Providers;

/// <summary>OpenAI and every compatible server.</summary>
internal sealed class OpenAiProvider : IModelProvider
{
    /// <summary>Parts of the names of models that do not chat.</summary>
    private static readonly string[] OtherTrades =
        ["embed", "tts", "whisper", "dall-e", "moderation", "audio", "realtime", "transcribe", "image", "sora", "davinci", "babbage", "instruct"];

    private readonly WireConnection _connection;
    private readonly bool _isOfficial;

    public OpenAiProvider(IOptions<OpenAiOptions> options, WireHttp http, TimeProvider time)
    {
        var (key, baseUrl) = (options.Value.ApiKey.OrEmpty(), options.Value.BaseUrl.Or(OpenAiOptions.OfficialBaseUrl));
        var address = WireAddress.Normalize(baseUrl, "/v1", always: false, "/chat/completions");
        // Its regions too: eu.api.openai.com.
        _isOfficial = ("." + address.Host).EndsWith(".api.openai.com", StringComparison.OrdinalIgnoreCase);
        DefaultModel = options.Value.Model.Or("gpt-4o-mini");
        IsConfigured = key.Length > 0 || !_isOfficial;
        var endpoint = new WireEndpoint(Name, DisplayName, address, () => DefaultModel) { Key = key, KeyPrefix = "Bearer " };
        _connection = new WireConnection(http, endpoint, time);
        ChatClient = new WireChatClient(_connection, new OpenAiFormat(_isOfficial));
        DefaultEmbeddingModel = options.Value.EmbeddingModel.Or("text-embedding-3-small");
        EmbeddingGenerator = new WireEmbeddingGenerator(_connection, new OpenAiEmbeddings(asksForBase64: _isOfficial), DefaultEmbeddingModel);
    }

    public string Name => "openai";

    public string DisplayName => _isOfficial ? "OpenAI" : "The OpenAI-compatible server";

    public bool IsConfigured { get; }

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
