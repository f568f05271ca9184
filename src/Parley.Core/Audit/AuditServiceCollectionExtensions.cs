using Microsoft.Extensions.DependencyInjection;
using Parley.Data;

namespace Parley.Audit;

public static class AuditServiceCollectionExtensions
{
    /// <summary>The trail of what was done, and what reads and checks it.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddEntityModel<AuditModel>()
        .AddRefreshed<AuditKeys>()
        .AddScoped<AuditOrigin>()
        .AddScoped<AuditTrail>()
        .AddScoped<AuditReader>()
        .AddScoped<AuditVerifier>();
}
