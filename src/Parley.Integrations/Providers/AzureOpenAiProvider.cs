using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Parley.Integrations.Providers.Wire;
using Parley.Integrations.Providers.Wire.Embeddings;
using Parley.Integrations.Providers.Wire.OpenAi;
using Parley.Models;
using Parley.Models.Keys;

namespace Parley.Integrations.Providers;

/// <summary>Azure OpenAI by its v1 API, which needs no api-version.</summary>
internal sealed class AzureOpenAiProvider : IKeyedProvider
{
    private readonly bool _hasAddress;

    public AzureOpenAiProvider(IOptions<AzureOpenAiOptions> options, ProviderKeys keys, WireHttp http, TimeProvider time)
    {
        Key = new ProviderKey(keys, Name, options.Value.ApiKey.OrEmpty());
        var endpoint = options.Value.Endpoint.OrEmpty();
        DefaultModel = options.Value.Deployment.OrEmpty();
        _hasAddress = endpoint.Length > 0 && DefaultModel.Length > 0;
        // Unconfigured it is never called; the address only has to be one.
        var address = WireAddress.Normalize(endpoint.Or("https://unconfigured.invalid"), "/openai/v1", always: true, "/v1", "/openai");
        var wire = new WireEndpoint(Name, DisplayName, address, () => DefaultModel) { Key = () => Key.Value, KeyHeader = "api-key" };
        var connection = new WireConnection(http, wire, time);
        ChatClient = new WireChatClient(connection, new OpenAiFormat(isOfficial: true));
        if (options.Value.EmbeddingDeployment.OrEmpty() is { Length: > 0 } deployment)
        {
            DefaultEmbeddingModel = deployment;
            EmbeddingGenerator = new WireEmbeddingGenerator(connection, new OpenAiEmbeddings(asksForBase64: true), deployment);
        }
    }

    public string Name => "azure";

    public string DisplayName => "Azure OpenAI";

    public ProviderKey Key { get; }

    public bool IsConfigured => _hasAddress && Key.Value.Length > 0;

    public string DefaultModel { get; }

    public IChatClient ChatClient { get; }

    public string? DefaultEmbeddingModel { get; }

    public IEmbeddingGenerator<string, Embedding<float>>? EmbeddingGenerator { get; }

    /// <summary>The configured deployment: the API lists the models of the region, not what is deployed.</summary>
    public Task<IReadOnlyList<string>> ListModelsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>(IsConfigured ? [DefaultModel] : []);
}
