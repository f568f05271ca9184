using Microsoft.Extensions.AI;

namespace Parley.Pipeline;

public static class ChatClientBuilderExtensions
{
    /// <summary>Starts a pipeline that ends in <paramref name="innerClient"/>.</summary>
    public static ChatClientBuilder AsBuilder(this IChatClient innerClient) => new(innerClient);
}
