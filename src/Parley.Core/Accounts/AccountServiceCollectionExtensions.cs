using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts.External;
using Parley.Accounts.Keys;
using Parley.Accounts.Links;
using Parley.Accounts.Lockout;
using Parley.Accounts.Passwords;
using Parley.Accounts.Sessions;
using Parley.Accounts.States;
using Parley.Accounts.Tokens;
using Parley.Accounts.Users;
using Parley.Data;
using Parley.Identity;
using Parley.Secrets;

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
        services.AddOptions<PasswordOptions>().BindConfiguration("Passwords").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<LockoutOptions>().BindConfiguration("Lockout").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<LinkOptions>().BindConfiguration("Links").ValidateDataAnnotations().ValidateOnStart();
        services.AddEntityModel<AccountModel>();
        services.AddEncryptedColumn(new EncryptedColumn("signing_keys", "id", "private_key", _ => KeyPairs.Purpose));
        services.AddSingleton<AccountStates>().AddSingleton<CallerCheck>().AddSingleton<ICallerCheck>(provider => provider.GetRequiredService<CallerCheck>());
        services.AddSingleton<KeyPairs>().AddSingleton<SigningKeys>();
        services.AddScoped<SessionIssuer>().AddScoped<SpentTokens>();
        AddSigningIn(services);
        AddPeople(services);
        services.AddApiKeys();
        services.AddExternalAccounts();
        return services;
    }

    private static void AddSigningIn(IServiceCollection services)
    {
        services.AddSingleton<PasswordRules>().AddSingleton<EmailDigests>().AddSingleton<KnownDevices>();
        services.AddScoped<SignInThrottle>().AddScoped<PasswordSignIn>().AddScoped<PasswordChange>();
    }

    private static void AddPeople(IServiceCollection services)
    {
        services.AddSingleton(provider =>
        {
            var server = provider.GetRequiredService<IConfiguration>().GetSection("Server");
            return new PublicAddress(server["PublicUrl"], server.GetValue("Port", PublicAddress.DefaultPort));
        });
        services.AddScoped<OneTimeLinks>().AddScoped<OwnerLinks>().AddScoped<LinkUses>();
        services.AddScoped<NewAccounts>().AddScoped<UserChanges>().AddScoped<UserLinks>();
    }
}
