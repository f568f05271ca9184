using Microsoft.Extensions.DependencyInjection;
using Parley.Data;

namespace Parley.Accounts;

public static class AccountServiceCollectionExtensions
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services.AddEntityModel<AccountModel>();
}
