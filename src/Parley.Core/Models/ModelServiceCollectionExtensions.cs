using Microsoft.Extensions.DependencyInjection;
using Parley.Models.Prices;

namespace Parley.Models;

public static class ModelServiceCollectionExtensions
{
    /// <summary>The choice of a model, and what models cost. Providers are added one by one.</summary>
    public static IServiceCollection AddModels(this IServiceCollection services)
    {
        services.AddOptions<ModelOptions>().BindConfiguration("Models");
        services.AddOptions<PriceOptions>().BindConfiguration("Prices");
        return services.AddSingleton<PriceBook>().AddSingleton<ModelSelector>().AddSingleton<ModelDirectory>();
    }

    /// <summary>Registers a provider. The order of registration is the order of preference.</summary>
    public static IServiceCollection AddProvider<TProvider>(this IServiceCollection services)
        where TProvider : class, IModelProvider =>
        services.AddSingleton<IModelProvider, TProvider>();
}
