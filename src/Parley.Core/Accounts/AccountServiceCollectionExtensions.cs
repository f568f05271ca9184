using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts.Sessions;
using Parley.Accounts.States;
using Parley.Accounts.Tokens;
using Parley.Data;
using Parley.Identity;

namespace Parley.Accounts;

public static class AccountServiceCollectionExtensions
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddOptions<AccountOptions>().BindConfiguration("Accounts").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<TokenOptions>().BindConfiguration("Tokens").ValidateDataAnnotations()
            .Validate(tokens => tokens.Algorithm is not "HS256" || tokens.Secret is not null, "JWT_ALGORITHM=HS256 needs JWT_SECRET, 32 characters or more.")
            .ValidateOnStart();
        services.AddOptions<TierOptions>().BindConfiguration("Tiers")
            .Validate(tiers => RightNames.TryRead(tiers.Gates.Keys, out _), "Tiers__Gates: each name must be one of " + string.Join(", ", RightNames.Of(RoleRights.All)) + ".")
            .ValidateOnStart();
        services.AddEntityModel<AccountModel>();
        services.AddSingleton<AccountStates>().AddSingleton<CallerCheck>().AddSingleton<ICallerCheck>(provider => provider.GetRequiredService<CallerCheck>());
        services.AddSingleton<KeyPairs>().AddSingleton<SigningKeys>();
        services.AddScoped<SessionIssuer>();
        return services;
    }
}
