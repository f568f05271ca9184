using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Parley.Knowledge.Vectors;

public static class VectorServiceCollectionExtensions
{
    /// <summary>
    /// Registers a store of vectors. <see cref="IVectorStore"/> alone is the one that is configured by its name; all there are, for
    /// tests of them, are the keyed services of <see cref="KeyedService.AnyKey"/>.
    /// </summary>
    public static IServiceCollection AddVectorStore<TStore>(this IServiceCollection services)
        where TStore : class, IVectorStore
    {
        services.TryAddSingleton(Chosen);
        return services.AddKeyedSingleton<IVectorStore, TStore>(typeof(TStore));
    }

    private static IVectorStore Chosen(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<VectorStoreOptions>>().Value;
        var name = options.Store ?? options.Default;
        return services.GetKeyedServices<IVectorStore>(KeyedService.AnyKey).FirstOrDefault(store => store.Name == name)
            ?? throw new InvalidOperationException($"There is no vector store named {name}.");
    }
}
