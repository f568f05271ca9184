using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Accounts.Sessions;
using Parley.Accounts.States;
using Parley.Audit;

namespace Parley.Accounts.External;

internal static class ExternalServiceCollectionExtensions
{
    public static IServiceCollection AddExternalAccounts(this IServiceCollection services)
    {
        services.AddOptions<ExternalAccountOptions>().BindConfiguration("Oidc:Accounts").ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<ExternalAccounts>().AddScoped<ExternalProfile>();
        return services.AddScoped(provider => new ExternalSignIn(
            provider.GetRequiredService<ExternalAccounts>(), provider.GetRequiredService<ExternalProfile>(), provider.GetRequiredService<SessionIssuer>(),
            provider.GetRequiredService<AccountStates>(), provider.GetRequiredService<AuditTrail>(), provider.GetRequiredService<IOptions<ExternalAccountOptions>>()));
    }
}
