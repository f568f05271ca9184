using Microsoft.Extensions.DependencyInjection;
using Parley.Data;

namespace Parley.Operations;

public static class OperationsServiceCollectionExtensions
{
    /// <summary>What operators can change while Parley runs.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddEntityModel<OperationsModel>()
        .AddRefreshed<OperatorSettings>();
}
