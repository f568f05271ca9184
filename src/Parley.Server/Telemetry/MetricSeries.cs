namespace Parley.Server.Telemetry;

/// <summary>The value of one instrument for one combination of tags.</summary>
internal sealed class MetricSeries(uint hash, KeyValuePair<string, object?>[] tags, double[]? bounds, MetricSeries? next)
{
    private readonly Lock _gate = new();
    private readonly long[]? _counts = bounds is null ? null : new long[bounds.Length + 1];
    private readonly string _labels = PrometheusText.Labels(tags);
    private double _sum;

    public uint Hash => hash;

    public KeyValuePair<string, object?>[] Tags => tags;

    /// <summary>The series found after this one at the same place.</summary>
    public MetricSeries? Next => next;

    /// <param name="isObserved">The value is the whole, not what comes to it.</param>
    public void Record(double value, MetricKind kind, bool isObserved)
    {
        lock (_gate)
        {
            if (_counts is not null)
            {
                _counts[Bucket(value)]++;
            }

            _sum = kind is MetricKind.Gauge || isObserved ? value : _sum + value;
        }
    }

    public void Write(PrometheusText text, string name)
    {
        lock (_gate)
        {
            if (_counts is null)
            {
                text.WriteSample(name, "", _labels, _sum);
                return;
            }

            var count = 0L;
            for (var i = 0; i < _counts.Length; i++)
            {
                count += _counts[i];
                text.WriteSample(name, "_bucket", PrometheusText.WithBound(_labels, i < bounds!.Length ? bounds[i] : double.PositiveInfinity), count);
            }

            text.WriteSample(name, "_sum", _labels, _sum);
            text.WriteSample(name, "_count", _labels, count);
        }
    }

    // A bound is the largest value of its bucket.
    private int Bucket(double value)
    {
        var at = Array.BinarySearch(bounds!, value);
        return at >= 0 ? at : ~at;
    }
}
