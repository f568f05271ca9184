using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Parley.Models.Tokens;

public static class TokenServiceCollectionExtensions
{
    /// <summary>Registers <see cref="TokenCounter"/>. Calling it again changes nothing.</summary>
    public static IServiceCollection AddTokenCounting(this IServiceCollection services)
    {
        services.TryAddSingleton<EncodingStore>();
        services.TryAddSingleton(provider => new TokenCounter(provider.GetRequiredService<EncodingStore>()));
        return services;
    }
}
