using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;

namespace Parley.Server.Telemetry;

/// <summary>
/// Listens to this host's instruments and keeps their sums, for <c>/metrics</c> to write. To measure costs a look-up
/// and an addition; nothing is allocated once a combination of tags has been seen.
/// </summary>
internal sealed class MetricsCollector : IDisposable
{
    /// <summary>Whose instruments are published, and which of their tags: the rest have more values than a series should, or only one.</summary>
    private static readonly Dictionary<string, string[]?> Meters = new()
    {
        [Parley.Telemetry.ParleyMeter.Name] = null,
        ["Microsoft.AspNetCore.Hosting"] = ["http.request.method", "http.route", "http.response.status_code"],
    };

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();
    private readonly IMeterFactory _meters;
    private readonly int _maxSeries;

    public MetricsCollector(IMeterFactory meters, IOptions<MetricsOptions> options)
    {
        (_meters, _maxSeries) = (meters, options.Value.MaxSeries);
        _listener.InstrumentPublished = Publish;
        _listener.SetMeasurementEventCallback<byte>(static (_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        _listener.SetMeasurementEventCallback<short>(static (_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        _listener.SetMeasurementEventCallback<float>(static (_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        _listener.SetMeasurementEventCallback<decimal>(static (_, value, tags, family) => ((MetricFamily)family!).Record((double)value, tags));
        if (options.Value.Enabled)
        {
            _listener.Start();
        }
    }

    /// <summary>Everything, as it is now.</summary>
    public string Write()
    {
        lock (_gate)
        {
            foreach (var family in _families.Values)
            {
                family.BeginObserve();
            }

            _listener.RecordObservableInstruments();
            var text = new PrometheusText();
            foreach (var family in _families.Values)
            {
                family.Write(text);
            }

            return text.ToString();
        }
    }

    public void Dispose() => _listener.Dispose();

    // Other hosts of the same process, in tests, have instruments of the same names: theirs belong to another factory.
    private void Publish(Instrument instrument, MeterListener listener)
    {
        if (!Meters.TryGetValue(instrument.Meter.Name, out var tags) || !ReferenceEquals(instrument.Meter.Scope, _meters))
        {
            return;
        }

        var name = PrometheusText.Name(instrument.Name, instrument.Unit);
        MetricFamily? family;
        lock (_gate)
        {
            if (!_families.TryGetValue(name, out family))
            {
                _families[name] = family = new MetricFamily(name, instrument, tags, _maxSeries);
            }
        }

        listener.EnableMeasurementEvents(instrument, family);
    }
}
