using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Parley.Accounts.Passwords;
using Parley.Server.Auth.Live;
using Parley.Server.Auth.Oidc;
using Parley.Server.Startup;

namespace Parley.Server.Auth;

internal static class AuthServiceCollectionExtensions
{
    /// <summary>Who calls, and whether they may.</summary>
    public static IServiceCollection AddAuth(this IServiceCollection services)
    {
        services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, SingleUserHandler>(SingleUserHandler.Name, null)
            .AddScheme<AuthenticationSchemeOptions, AccountHandler>(AccountHandler.Name, null);
        services.AddOptions<AuthenticationOptions>().Configure<IOptions<ServerOptions>>((authentication, server) =>
            authentication.DefaultScheme = server.Value.IsSingleUser ? SingleUserHandler.Name : AccountHandler.Name);

        // A route that says nothing is open to nobody who is not signed in.
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddSingleton<IAuthorizationHandler, CallerAuthorization>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AuthorizationAnswers>();
        services.AddSingleton<LiveRequests>().AddHostedService(provider => provider.GetRequiredService<LiveRequests>());
        services.AddHostedService<AccountKeeper>();
        services.AddHostedService<FirstOwner>();
        services.AddSingleton<PasswordHashes, IdentityPasswordHashes>();
        services.AddScoped<ProfileReader>().AddScoped<SignInAnswers>();
        services.AddSingleton<OidcFlowCookie>().AddScoped<OidcSignIn>();
        return services;
    }
}
