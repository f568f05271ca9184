using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts.Sessions;
using Parley.Accounts.States;
using Parley.Accounts.Tokens;
using Parley.Data;

namespace Parley.Accounts;

public static class AccountServiceCollectionExtensions
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddOptions<AccountOptions>().BindConfiguration("Accounts").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<TokenOptions>().BindConfiguration("Tokens").ValidateDataAnnotations()
            .Validate(tokens => tokens.Algorithm is not "HS256" || tokens.Secret is not null, "JWT_ALGORITHM=HS256 needs JWT_SECRET, 32 characters or more.")
            .ValidateOnStart();
        services.AddEntityModel<AccountModel>();
        services.AddSingleton<AccountStates>().AddSingleton<CallerCheck>();
        services.AddSingleton<KeyPairs>().AddSingleton<SigningKeys>();
        services.AddScoped<SessionIssuer>();
        return services;
    }
}
