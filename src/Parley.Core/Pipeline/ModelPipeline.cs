using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Parley.Models;
using Parley.Pipeline.Attempts;
using Parley.Pipeline.Calls;
using Parley.Pipeline.Fallback;
using Parley.Pipeline.Resilience;
using Parley.Pipeline.Telemetry;
using Parley.Pipeline.ToolLoop;

namespace Parley.Pipeline;

/// <summary>What stands between a call and the models: a part that all calls share, then a part for each provider.</summary>
public sealed class ModelPipeline
{
    private readonly ConcurrentDictionary<IModelProvider, IChatClient> _providers = new();
    private readonly IServiceProvider _services;

    // First is outermost.
    public ModelPipeline(IServiceProvider services, FallbackPlan plan, ModelMeter meter)
    {
        _services = services;
        Client = new FallbackChatClient(For, plan, meter).AsBuilder()
            .UseTools()
            .Build(services);
    }

    /// <summary>Answers calls. Their options must be <see cref="ModelCallOptions"/>.</summary>
    public IChatClient Client { get; }

    private IChatClient For(IModelProvider provider) => _providers.GetOrAdd(provider, Compose);

    // The steps of an attempt are inside the retries, so that each call is paced, paid and judged by itself; the time-out is
    // innermost, so that it times the provider alone.
    private IChatClient Compose(IModelProvider provider) => provider.ChatClient.AsBuilder()
        .UseRetries()
        .Use((inner, services) => new AttemptChatClient(
            inner, provider, [.. services.GetServices<IAttemptStep>()], services.GetRequiredService<TimeProvider>()))
        .UseTimeout()
        .Build(_services);
}
