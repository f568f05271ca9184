using Microsoft.Extensions.DependencyInjection;

namespace Parley.Pipeline.Caching;

public static class CacheChatClientBuilderExtensions
{
    /// <summary>
    /// Remembers answers. Stands outside the tool loop and everything that charges, so that what is answered from memory
    /// runs no tool and costs nothing.
    /// </summary>
    public static ChatClientBuilder UseCache(this ChatClientBuilder builder) =>
        builder.Use((inner, services) => new CacheChatClient(inner, services.GetRequiredService<AnswerCaches>()));
}
