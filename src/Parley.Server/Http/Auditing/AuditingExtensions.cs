namespace Parley.Server.Http.Auditing;

internal static class AuditingExtensions
{
    public static IServiceCollection AddAuditing(this IServiceCollection services) =>
        services.AddSingleton<DenialLimits>();

    /// <summary>Says where each request comes from, and records the refused ones.</summary>
    public static void UseAuditing(this WebApplication app)
    {
        app.UseAuditOrigins();
        app.UseDenialRecords();
    }
}
