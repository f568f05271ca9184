using Microsoft.Extensions.DependencyInjection;
using Parley.Data;

namespace Parley.Knowledge.Vectors.Outside;

public static class OutsideServiceCollectionExtensions
{
    /// <summary>Looks after the vectors that stores outside the database hold: none stays there for good when its passage is gone.</summary>
    public static IServiceCollection AddOutsideVectors(this IServiceCollection services)
    {
        services.AddOptions<RemovalOptions>().BindConfiguration("VectorStores:Removal").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<OutsideLedger>().AddSingleton<RemovalMeter>().AddSingleton<RemovalSweep>().AddHostedService<RemovalKeeper>();
        return services.AddEntityModel<OutsideModel>();
    }
}
