using Microsoft.Extensions.DependencyInjection;
using Parley.Data;

namespace Parley.Secrets;

public static class SecretServiceCollectionExtensions
{
    public static IServiceCollection AddSecrets(this IServiceCollection services)
    {
        services.AddEntityModel<SecretModel>();
        services.AddEncryptedColumn(new EncryptedColumn("stored_secrets", "name", "value", name => name));
        services.AddOptions<SecretOptions>().BindConfiguration("Secrets");
        return services.AddSingleton<SecretKeys>().AddSingleton<SecretProtector>().AddSingleton<StoredSecrets>()
            .AddSingleton<SecretInventory>().AddSingleton<SecretRotation>();
    }

    /// <summary>A column that a change of the installation's secret must reach.</summary>
    public static IServiceCollection AddEncryptedColumn(this IServiceCollection services, EncryptedColumn column) => services.AddSingleton(column);
}
