using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Parley.Integrations.Oidc;

public static class OidcServiceCollectionExtensions
{
    /// <summary>Signing in at an identity provider. It is asked when somebody signs in, and not before.</summary>
    public static IServiceCollection AddOidc(this IServiceCollection services)
    {
        services.AddOptions<OidcOptions>().BindConfiguration("Oidc").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<OidcOptions>, OidcOptionsValidator>();
        services.AddSingleton<OidcProvider>().AddSingleton<IdTokenValidator>();
        services.AddSingleton(provider => new OidcHttp(provider.GetRequiredService<IOptions<OidcOptions>>()));
        return services.AddSingleton(provider => new OidcClient(
            provider.GetRequiredService<OidcHttp>(), provider.GetRequiredService<OidcProvider>(), provider.GetRequiredService<IdTokenValidator>(),
            provider.GetRequiredService<IOptions<OidcOptions>>(), provider.GetRequiredService<TimeProvider>()));
    }
}
