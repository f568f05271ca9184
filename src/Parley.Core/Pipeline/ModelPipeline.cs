using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using Parley.Models;

namespace Parley.Pipeline;

/// <summary>What stands between a turn and a provider. Composed once for each provider.</summary>
public sealed class ModelPipeline(IServiceProvider services)
{
    private readonly ConcurrentDictionary<IModelProvider, IChatClient> _clients = new();

    public IChatClient For(IModelProvider provider) => _clients.GetOrAdd(provider, Compose);

    // First is outermost. The time-out is inside the tool loop, so that a tool's time is not the model's.
    private IChatClient Compose(IModelProvider provider) => provider.ChatClient.AsBuilder()
        .UseTools()
        .UseTimeout()
        .Build(services);
}
