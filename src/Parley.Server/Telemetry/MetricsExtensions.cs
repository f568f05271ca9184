using Microsoft.Extensions.Options;
using Parley.Errors;

namespace Parley.Server.Telemetry;

internal static class MetricsExtensions
{
    public static IServiceCollection AddPrometheus(this IServiceCollection services)
    {
        services.AddOptions<MetricsOptions>().BindConfiguration("Metrics").ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<MetricsCollector>();
    }

    /// <summary>What Prometheus reads. Like health, it asks nobody who they are; the server listens on this machine only.</summary>
    public static void MapMetrics(this WebApplication app)
    {
        // From the first request on, not from the first time somebody looks.
        var metrics = app.Services.GetRequiredService<MetricsCollector>();
        app.MapGet("/metrics", (IOptions<MetricsOptions> options) => options.Value.Enabled
                ? Results.Text(metrics.Write(), PrometheusText.ContentType)
                : throw new AppException(ErrorCode.NotFound, "Metrics are off. Set PROMETHEUS_ENABLED=true to have them."))
            .AllowAnonymous().DisableHttpMetrics().ExcludeFromDescription();
    }
}
