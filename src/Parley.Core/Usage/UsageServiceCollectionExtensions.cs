using Microsoft.Extensions.DependencyInjection;
using Parley.Data;

namespace Parley.Usage;

public static class UsageServiceCollectionExtensions
{
    /// <summary>The ledger of model calls, and the budgets it keeps.</summary>
    public static IServiceCollection AddUsage(this IServiceCollection services) => services
        .AddEntityModel<UsageModel>()
        .AddSingleton<UsageLedger>()
        .AddSingleton<BudgetReader>()
        .AddSingleton<UsageRecovery>()
        .AddHostedService<UsageKeeper>();
}
