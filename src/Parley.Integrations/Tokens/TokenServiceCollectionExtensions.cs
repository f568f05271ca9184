using Microsoft.Extensions.DependencyInjection;

namespace Parley.Integrations.Tokens;

public static class TokenServiceCollectionExtensions
{
    public static IServiceCollection AddAccessTokens(this IServiceCollection services) => services.AddSingleton<AccessTokens>();
}
