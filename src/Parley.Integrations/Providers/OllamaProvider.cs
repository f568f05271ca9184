using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Parley.Integrations.Providers.Wire;
using Parley.Integrations.Providers.Wire.Embeddings;
using Parley.Integrations.Providers.Wire.Ollama;
using Parley.Models;

namespace Parley.Integrations.Providers;

/// <summary>Ollama by its own API. Without an address it is there when <see cref="OllamaDetector"/> found it.</summary>
internal sealed class OllamaProvider : IModelProvider
{
    private readonly OllamaDetector _detector;
    private readonly string _model;
    private readonly bool _hasAddress;
    private readonly WireConnection _connection;

    public OllamaProvider(IOptions<OllamaOptions> options, OllamaDetector detector, WireHttp http, TimeProvider time)
    {
        _detector = detector;
        _model = options.Value.Model.OrEmpty();
        var baseUrl = options.Value.BaseUrl.OrEmpty();
        _hasAddress = baseUrl.Length > 0;
        var address = WireAddress.Normalize(_hasAddress ? baseUrl : OllamaDetector.LocalAddress, "", always: false, "/chat", "/api", "/v1");
        _connection = new WireConnection(http, new WireEndpoint(Name, DisplayName, address, () => DefaultModel), time);
        ChatClient = new WireChatClient(_connection, new OllamaFormat());
        DefaultEmbeddingModel = options.Value.EmbeddingModel.Or("nomic-embed-text");
        EmbeddingGenerator = new WireEmbeddingGenerator(_connection, new OllamaEmbeddings(), DefaultEmbeddingModel);
    }

    public string Name => "ollama";

    public string DisplayName => "Ollama";

    public bool IsConfigured => _hasAddress || _detector.FoundModel is not null;

    public string DefaultModel => _model.Or(_detector.FoundModel ?? "llama3.2");

    public IChatClient ChatClient { get; }

    public string DefaultEmbeddingModel { get; }

    public IEmbeddingGenerator<string, Embedding<float>> EmbeddingGenerator { get; }

    public async Task<IReadOnlyList<string>> ListModelsAsync(CancellationToken cancellationToken)
    {
        using var tags = await _connection.GetJsonAsync(OllamaTags.Path, cancellationToken);
        return [.. OllamaTags.ChatModels(tags.RootElement).OrderByDescending(name => name == DefaultModel)];
    }
}
