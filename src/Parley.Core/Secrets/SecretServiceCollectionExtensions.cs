using Microsoft.Extensions.DependencyInjection;
using Parley.Data;

namespace Parley.Secrets;

public static class SecretServiceCollectionExtensions
{
    public static IServiceCollection AddSecrets(this IServiceCollection services)
    {
        services.AddEntityModel<SecretModel>();
        services.AddOptions<SecretOptions>().BindConfiguration("Secrets");
        return services.AddSingleton<SecretKeys>().AddSingleton<SecretProtector>();
    }
}
