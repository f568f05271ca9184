using Microsoft.Extensions.DependencyInjection;
using Parley.Models.Embeddings;
using Parley.Models.Tokens;

namespace Parley.Models.Offline;

public static class OfflineServiceCollectionExtensions
{
    /// <summary>Registers the built-in provider. Call it last: the order of providers is the order of preference.</summary>
    public static IServiceCollection AddOfflineProvider(this IServiceCollection services) =>
        services.AddTokenCounting().AddLocalEmbedding().AddProvider<OfflineProvider>();
}
