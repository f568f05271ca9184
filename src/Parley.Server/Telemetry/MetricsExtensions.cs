using Microsoft.Extensions.Options;
using Parley.Errors;
using Parley.Server.Http.Limits;

namespace Parley.Server.Telemetry;

internal static class MetricsExtensions
{
    public static IServiceCollection AddPrometheus(this IServiceCollection services)
    {
        services.AddOptions<MetricsOptions>().BindConfiguration("Metrics").ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<MetricsCollector>();
    }

    /// <summary>What Prometheus reads. Not by an account: see <see cref="MetricsAccess"/>.</summary>
    public static void MapMetrics(this WebApplication app)
    {
        // From the first request on, not from the first time somebody looks.
        var metrics = app.Services.GetRequiredService<MetricsCollector>();
        app.MapGet("/metrics", (HttpContext http, IOptions<MetricsOptions> options) => options.Value switch
            {
                { Enabled: false } => throw new AppException(ErrorCode.NotFound, "Metrics are off. Set PROMETHEUS_ENABLED=true to have them."),
                { Token: var token } when !MetricsAccess.IsAllowed(http, token) => throw new AppException(
                    ErrorCode.AuthenticationError, "Send METRICS_TOKEN as Authorization: Bearer. Where none is set, only this machine may read the metrics."),
                _ => Results.Text(metrics.Write(), PrometheusText.ContentType),
            })
            .AllowAnonymous().Unlimited().DisableHttpMetrics().ExcludeFromDescription();
    }
}
