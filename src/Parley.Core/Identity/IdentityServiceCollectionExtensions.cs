using Microsoft.Extensions.DependencyInjection;

namespace Parley.Identity;

public static class IdentityServiceCollectionExtensions
{
    public static IServiceCollection AddIdentity(this IServiceCollection services) => services.AddScoped<CurrentCaller>();
}
