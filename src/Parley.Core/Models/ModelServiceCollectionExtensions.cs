using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Data;
using Parley.Models.Keys;
using Parley.Models.Prices;
using Parley.Models.Routing;

namespace Parley.Models;

public static class ModelServiceCollectionExtensions
{
    /// <summary>The choice of a model, and what models cost. Providers are added one by one.</summary>
    public static IServiceCollection AddModels(this IServiceCollection services)
    {
        services.AddOptions<ModelOptions>().BindConfiguration("Models");
        services.AddOptions<PriceOptions>().BindConfiguration("Prices");
        services.AddRefreshed<ProviderKeys>();
        return services.AddSingleton<PriceBook>().AddSingleton<ModelSelector>().AddSingleton<ModelDirectory>().AddRouting();
    }

    private static IServiceCollection AddRouting(this IServiceCollection services)
    {
        services.AddOptions<RoutingOptions>().BindConfiguration("Routing").ValidateOnStart();
        return services.AddSingleton<IValidateOptions<RoutingOptions>, RoutingOptionsValidator>().AddSingleton<ModelRouter>();
    }

    /// <summary>Registers a provider. The order of registration is the order of preference.</summary>
    public static IServiceCollection AddProvider<TProvider>(this IServiceCollection services)
        where TProvider : class, IModelProvider =>
        services.AddSingleton<IModelProvider, TProvider>();
}
