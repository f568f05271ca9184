using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Parley.Pipeline.Resilience;

public static class RetryChatClientBuilderExtensions
{
    /// <summary>Retries everything inside. Without <paramref name="options"/> the configured ones hold.</summary>
    public static ChatClientBuilder UseRetries(this ChatClientBuilder builder, RetryOptions? options = null) =>
        builder.Use((inner, services) => new RetryChatClient(
            inner,
            options ?? services.GetRequiredService<IOptions<RetryOptions>>().Value,
            services.GetService<TimeProvider>() ?? TimeProvider.System));
}
