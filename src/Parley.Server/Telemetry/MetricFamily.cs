using System.Diagnostics.Metrics;

namespace Parley.Server.Telemetry;

/// <summary>One instrument: its series, by the values of its tags.</summary>
internal sealed class MetricFamily
{
    // Prometheus' own, stretched: an answer of a model can take a minute.
    private static readonly double[] DefaultBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];
    private static readonly KeyValuePair<string, object?>[] Overflow = [new("overflow", "true")];

    private readonly Lock _gate = new();
    private readonly string _name;
    private readonly string? _description;
    private readonly MetricKind _kind;
    private readonly bool _isObserved;
    private readonly string[]? _tags;
    private readonly double[]? _buckets;
    private readonly int _maxSeries;
    private readonly MetricSeries?[] _places = new MetricSeries?[256];
    private readonly List<MetricSeries> _series = [];
    private MetricSeries? _overflow;

    /// <param name="tags">The tags that count; null for all.</param>
    public MetricFamily(string name, Instrument instrument, string[]? tags, int maxSeries)
    {
        (_kind, var isTotal) = KindOf(instrument);
        _name = isTotal && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name;
        (_description, _tags, _maxSeries, _isObserved) = (instrument.Description, tags, maxSeries, instrument.IsObservable);
        _buckets = _kind is MetricKind.Histogram ? Buckets(instrument) : null;
    }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => Find(tags).Record(value, _kind, _isObserved);

    /// <summary>What is observed says what there is: a series it does not mention any more has ended.</summary>
    public void BeginObserve()
    {
        if (!_isObserved)
        {
            return;
        }

        lock (_gate)
        {
            Array.Clear(_places);
            _series.Clear();
            _overflow = null;
        }
    }

    public void Write(PrometheusText text)
    {
        MetricSeries[] series;
        lock (_gate)
        {
            series = [.. _series];
        }

        if (series.Length == 0)
        {
            return;
        }

        text.WriteHead(_name, _description, _kind);
        foreach (var one in series)
        {
            one.Write(text, _name);
        }
    }

    // Read without a lock: a chain only ever grows at its head, and its links never change.
    private MetricSeries Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = Hash(tags);
        for (var series = Volatile.Read(ref _places[hash % (uint)_places.Length]); series is not null; series = series.Next)
        {
            if (series.Hash == hash && Matches(series.Tags, tags))
            {
                return series;
            }
        }

        return Add(hash, tags);
    }

    private MetricSeries Add(uint hash, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_gate)
        {
            ref var place = ref _places[hash % (uint)_places.Length];
            for (var series = place; series is not null; series = series.Next)
            {
                if (series.Hash == hash && Matches(series.Tags, tags))
                {
                    return series;
                }
            }

            if (_series.Count >= _maxSeries)
            {
                if (_overflow is null)
                {
                    _series.Add(_overflow = new MetricSeries(0, Overflow, _buckets, null));
                }

                return _overflow;
            }

            var added = new MetricSeries(hash, Chosen(tags), _buckets, place);
            _series.Add(added);
            Volatile.Write(ref place, added);
            return added;
        }
    }

    private uint Hash(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        // Added up, so that the order does not count.
        var hash = 0u;
        foreach (var tag in tags)
        {
            hash += Counts(tag.Key) ? (uint)HashCode.Combine(tag.Key, tag.Value) : 0;
        }

        return hash;
    }

    private bool Matches(KeyValuePair<string, object?>[] known, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var count = 0;
        foreach (var tag in tags)
        {
            if (Counts(tag.Key))
            {
                count++;
                if (!Contains(known, tag))
                {
                    return false;
                }
            }
        }

        return count == known.Length;
    }

    private static bool Contains(KeyValuePair<string, object?>[] known, KeyValuePair<string, object?> tag)
    {
        foreach (var other in known)
        {
            if (other.Key == tag.Key && Equals(other.Value, tag.Value))
            {
                return true;
            }
        }

        return false;
    }

    private KeyValuePair<string, object?>[] Chosen(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var chosen = new List<KeyValuePair<string, object?>>(tags.Length);
        foreach (var tag in tags)
        {
            if (Counts(tag.Key))
            {
                chosen.Add(tag);
            }
        }

        return [.. chosen];
    }

    private bool Counts(string tag) => _tags is null || Array.IndexOf(_tags, tag) >= 0;

    private static (MetricKind Kind, bool IsTotal) KindOf(Instrument instrument)
    {
        var type = instrument.GetType().GetGenericTypeDefinition();
        return type == typeof(Counter<>) || type == typeof(ObservableCounter<>) ? (MetricKind.Counter, true)
            : type == typeof(Histogram<>) ? (MetricKind.Histogram, false)
            : type == typeof(UpDownCounter<>) ? (MetricKind.Sum, false)
            : (MetricKind.Gauge, false);
    }

    private static double[] Buckets(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } given } => [.. given],
        Histogram<float> { Advice.HistogramBucketBoundaries: { } given } => [.. given.Select(bound => (double)bound)],
        Histogram<long> { Advice.HistogramBucketBoundaries: { } given } => [.. given.Select(bound => (double)bound)],
        Histogram<int> { Advice.HistogramBucketBoundaries: { } given } => [.. given.Select(bound => (double)bound)],
        _ => DefaultBuckets,
    };
}

/// <summary>How measurements become a value.</summary>
internal enum MetricKind
{
    /// <summary>Added up, never less.</summary>
    Counter,

    /// <summary>The last one counts.</summary>
    Gauge,

    /// <summary>Added up, more or less. Written as a gauge.</summary>
    Sum,

    /// <summary>Counted by size.</summary>
    Histogram,
}
