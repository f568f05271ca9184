using Microsoft.Extensions.DependencyInjection;
using Parley.Data;

namespace Parley.Audit;

public static class AuditServiceCollectionExtensions
{
    public static IServiceCollection AddAudit(this IServiceCollection services) =>
        services.AddEntityModel<AuditModel>().AddScoped<AuditOrigin>().AddScoped<AuditTrail>();
}
