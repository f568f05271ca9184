using Microsoft.Extensions.AI;

namespace Parley.Pipeline;

/// <summary>
/// Puts middleware around a chat client; the first one added is the outermost. It bears the name and the shape of the
/// one in the Microsoft.Extensions.AI package, so that this can take its place.
/// </summary>
public sealed class ChatClientBuilder(IChatClient innerClient)
{
    private readonly List<Func<IChatClient, IServiceProvider, IChatClient>> _factories = [];

    public ChatClientBuilder Use(Func<IChatClient, IServiceProvider, IChatClient> clientFactory)
    {
        _factories.Add(clientFactory);
        return this;
    }

    public IChatClient Build(IServiceProvider services)
    {
        var client = innerClient;
        for (var i = _factories.Count - 1; i >= 0; i--)
        {
            client = _factories[i](client, services);
        }

        return client;
    }
}
