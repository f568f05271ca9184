using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Parley.Pipeline.Resilience;

public static class TimeoutChatClientBuilderExtensions
{
    /// <summary>
    /// Bounds the time of everything inside. Without <paramref name="options"/> the configured ones hold.
    /// </summary>
    public static ChatClientBuilder UseTimeout(this ChatClientBuilder builder, TimeoutOptions? options = null) =>
        builder.Use((inner, services) => new TimeoutChatClient(
            inner,
            options ?? services.GetRequiredService<IOptions<TimeoutOptions>>().Value,
            services.GetService<TimeProvider>() ?? TimeProvider.System));
}
