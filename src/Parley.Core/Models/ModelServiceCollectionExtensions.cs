using Microsoft.Extensions.DependencyInjection;

namespace Parley.Models;

public static class ModelServiceCollectionExtensions
{
    /// <summary>Registers a provider. The order of registration is the order of preference.</summary>
    public static IServiceCollection AddProvider<TProvider>(this IServiceCollection services)
        where TProvider : class, IModelProvider =>
        services.AddSingleton<IModelProvider, TProvider>();
}
