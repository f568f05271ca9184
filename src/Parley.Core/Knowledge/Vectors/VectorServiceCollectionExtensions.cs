using Microsoft.Extensions.DependencyInjection;

namespace Parley.Knowledge.Vectors;

public static class VectorServiceCollectionExtensions
{
    /// <summary>Registers a store of vectors. Which one is used is configured by its name.</summary>
    public static IServiceCollection AddVectorStore<TStore>(this IServiceCollection services)
        where TStore : class, IVectorStore =>
        services.AddSingleton<IVectorStore, TStore>();
}
