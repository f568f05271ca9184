using System.ComponentModel.DataAnnotations;

namespace Parley.Server.Telemetry;

/// <summary>What <c>/metrics</c> tells. Section <c>Metrics</c>.</summary>
internal sealed class MetricsOptions
{
    /// <summary>Whether there is a <c>/metrics</c> for Prometheus (PROMETHEUS_ENABLED). Default true; without it nothing is measured.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>What a reader has to send as <c>Authorization: Bearer</c> (METRICS_TOKEN). Default: none, and only this machine may read.</summary>
    public string? Token { get; set; }

    /// <summary>
    /// Combinations of label values of one instrument. What comes beyond is counted in one series labelled
    /// <c>overflow="true"</c>. Default 500; 1 to 100,000.
    /// </summary>
    [Range(1, 100_000)]
    public int MaxSeries { get; set; } = 500;
}
