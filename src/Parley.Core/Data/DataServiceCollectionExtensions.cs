using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.Data;

public static class DataServiceCollectionExtensions
{
    /// <summary>The context, the group commit and the migrations, on whichever <see cref="IDatabase"/> is registered.</summary>
    public static IServiceCollection AddData(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>().BindConfiguration("Storage").ValidateDataAnnotations().ValidateOnStart();
        // The options are the same for every scope; made for each, they cost a request more than its queries.
        services.AddDbContext<ParleyDbContext>(
            (provider, options) => provider.GetRequiredService<IDatabase>().Configure(options), optionsLifetime: ServiceLifetime.Singleton);
        services.AddSingleton<GroupCommitWriter>();
        services.AddSingleton<SchemaMigrator>();
        services.AddSingleton<WriterQueue>();
        return services;
    }

    /// <summary>Has a singleton read anew now and then.</summary>
    public static IServiceCollection AddRefreshed<T>(this IServiceCollection services)
        where T : class, IRefreshed =>
        services.AddSingleton<T>().AddHostedService<RefreshKeeper<T>>();

    public static IServiceCollection AddEntityModel<TModel>(this IServiceCollection services)
        where TModel : class, IEntityModel =>
        services.AddSingleton<IEntityModel, TModel>();
}
