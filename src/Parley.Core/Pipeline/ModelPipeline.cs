using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using Parley.Models;
using Parley.Pipeline.Calls;

namespace Parley.Pipeline;

/// <summary>What stands between a call and the models: a part that all calls share, then a part for each provider.</summary>
public sealed class ModelPipeline
{
    private readonly ConcurrentDictionary<IModelProvider, IChatClient> _providers = new();
    private readonly IServiceProvider _services;

    public ModelPipeline(IServiceProvider services)
    {
        _services = services;
        Client = new ModelDispatchClient(this).AsBuilder()
            .UseTools()
            .Build(services);
    }

    /// <summary>Answers calls. Their options must be <see cref="ModelCallOptions"/>.</summary>
    public IChatClient Client { get; }

    /// <summary>Turns texts into vectors with a provider's models; null when it has none.</summary>
#pragma warning disable CA1822 // A part of the pipeline like Client, although nothing stands before the provider yet.
    public IEmbeddingGenerator<string, Embedding<float>>? EmbeddingsFor(IModelProvider provider) => provider.EmbeddingGenerator;
#pragma warning restore CA1822

    /// <summary>The inner part, for one provider.</summary>
    internal IChatClient For(IModelProvider provider) => _providers.GetOrAdd(provider, Compose);

    // First is outermost. The time-out is inside the tool loop, so that a tool's time is not the model's.
    private IChatClient Compose(IModelProvider provider) => provider.ChatClient.AsBuilder()
        .UseTimeout()
        .Build(_services);
}
