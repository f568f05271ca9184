using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace Parley.Server.Auth;

internal static class AuthServiceCollectionExtensions
{
    /// <summary>Who calls, and whether they may.</summary>
    public static IServiceCollection AddAuth(this IServiceCollection services)
    {
        services.AddAuthentication(SingleUserHandler.Name)
            .AddScheme<AuthenticationSchemeOptions, SingleUserHandler>(SingleUserHandler.Name, null);

        // A route that says nothing is open to nobody who is not signed in.
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddSingleton<IAuthorizationHandler, CallerAuthorization>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AuthorizationAnswers>();
        return services;
    }
}
