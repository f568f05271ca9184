using Microsoft.Extensions.AI;
using Parley.Models.Embeddings;
using Parley.Models.Tokens;

namespace Parley.Models.Offline;

/// <summary>
/// The provider that needs no key, no network and no model: an extractive assistant. It keeps a fresh installation, and
/// one whose providers are all down, useful and honest.
/// </summary>
internal sealed class OfflineProvider(TokenCounter tokens, LocalEmbedding local) : IModelProvider
{
    public const string ProviderName = "offline";
    public const string Model = "extractive-1";

    public string Name => ProviderName;

    public string DisplayName => "Built-in (offline)";

    public bool IsConfigured => true;

    public string DefaultModel => Model;

    public bool WritesJson => false;

    public bool CanContinue(string model) => false;

    public bool CanServe(string model) => model == Model;

    public IChatClient ChatClient { get; } = new OfflineChatClient(tokens);

    public IEmbeddingGenerator<string, Embedding<float>> EmbeddingGenerator { get; } = new OfflineEmbeddingGenerator(tokens, local);

    public string DefaultEmbeddingModel => local.Name;

    public Task<IReadOnlyList<string>> ListModelsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([Model]);
}
