using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using Parley.Models;

namespace Parley.Pipeline;

/// <summary>What stands between a turn and a provider. Composed once for each provider.</summary>
public sealed class ModelPipeline
{
    private readonly ConcurrentDictionary<IModelProvider, IChatClient> _clients = new();

    public IChatClient For(IModelProvider provider) => _clients.GetOrAdd(provider, Compose);

    private static IChatClient Compose(IModelProvider provider) => provider.ChatClient;
}
