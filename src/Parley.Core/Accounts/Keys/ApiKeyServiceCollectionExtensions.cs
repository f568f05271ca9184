using Microsoft.Extensions.DependencyInjection;

namespace Parley.Accounts.Keys;

internal static class ApiKeyServiceCollectionExtensions
{
    public static IServiceCollection AddApiKeys(this IServiceCollection services)
    {
        services.AddOptions<ApiKeyOptions>().BindConfiguration("ApiKeys").ValidateDataAnnotations()
            .Validate(keys => keys.DefaultLifetime <= keys.MaxLifetime, "ApiKeys:DefaultLifetime is longer than ApiKeys:MaxLifetime.").ValidateOnStart();
        services.AddSingleton<ApiKeyUses>().AddHostedService(provider => provider.GetRequiredService<ApiKeyUses>());
        return services.AddSingleton<ApiKeyDirectory>().AddScoped<ApiKeyBook>();
    }
}
