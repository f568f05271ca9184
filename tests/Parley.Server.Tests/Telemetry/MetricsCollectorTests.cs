using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Server.Telemetry;
using Parley.Telemetry;

namespace Parley.Server.Tests.Telemetry;

public sealed class MetricsCollectorTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Meter _meter;
    private readonly MetricsCollector _metrics;

    public MetricsCollectorTests()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        _meter = meters.CreateParley();
        _metrics = new MetricsCollector(meters, Options.Create(new MetricsOptions { MaxSeries = 3 }));
    }

    public void Dispose()
    {
        _metrics.Dispose();
        _services.Dispose();
    }

    [Fact]
    public void Write_Counter_AddsUpByTagsInAnyOrder()
    {
        var counter = _meter.CreateCounter<long>("parley.test.things", "{thing}", "Things.\nAll \\ of them.");
        counter.Add(2, new KeyValuePair<string, object?>("b", 1), new KeyValuePair<string, object?>("a.x", "one"));
        counter.Add(3, new KeyValuePair<string, object?>("a.x", "one"), new KeyValuePair<string, object?>("b", 1));
        counter.Add(5);

        Assert.Equal(
            "# HELP parley_test_things_total Things.\\nAll \\\\ of them.\n# TYPE parley_test_things_total counter\n"
            + "parley_test_things_total{a_x=\"one\",b=\"1\"} 5\nparley_test_things_total 5\n",
            _metrics.Write());
        PrometheusFormat.Read(_metrics.Write());
    }

    [Fact]
    public void Write_Histogram_CountsUpToEachBound()
    {
        var histogram = _meter.CreateHistogram("parley.test.time", "s", "Time.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 2.5] });
        foreach (var value in new[] { 0.5, 1, 1.5, 99 })
        {
            histogram.Record(value, new KeyValuePair<string, object?>("k", "v"));
        }

        var samples = PrometheusFormat.Read(_metrics.Write());

        Assert.Equal(2, samples["parley_test_time_seconds_bucket{k=\"v\",le=\"1\"}"]);
        Assert.Equal(3, samples["parley_test_time_seconds_bucket{k=\"v\",le=\"2.5\"}"]);
        Assert.Equal(4, samples["parley_test_time_seconds_bucket{k=\"v\",le=\"+Inf\"}"]);
        Assert.Equal(102, samples["parley_test_time_seconds_sum{k=\"v\"}"]);
    }

    [Fact]
    public void Write_HostileValues_KeepTheFormat()
    {
        var counter = _meter.CreateCounter<double>("9 parley/test", "s");
        counter.Add(0.1, new KeyValuePair<string, object?>("a\"b", "x\"} 1\ny\\"));
        counter.Add(1e300, new KeyValuePair<string, object?>("", null));

        var samples = PrometheusFormat.Read(_metrics.Write());

        Assert.Equal(0.1, samples["_9_parley_test_seconds_total{a_b=\"x\\\"} 1\\ny\\\\\"}"]);
    }

    [Fact]
    public void Write_Observed_TellsWhatThereIsNow()
    {
        var current = new List<Measurement<int>> { new(1, new KeyValuePair<string, object?>("who", "a")), new(2, new KeyValuePair<string, object?>("who", "b")) };
        _meter.CreateObservableGauge("parley.test.now", () => current);
        Assert.Equal(2, PrometheusFormat.Read(_metrics.Write()).Count);

        current = [new(7, new KeyValuePair<string, object?>("who", "b"))];

        Assert.Equal(new KeyValuePair<string, double>("parley_test_now{who=\"b\"}", 7), Assert.Single(PrometheusFormat.Read(_metrics.Write())));
    }

    [Fact]
    public void Write_UpDown_GoesDown()
    {
        var open = _meter.CreateUpDownCounter<int>("parley.test.open");
        open.Add(3);
        open.Add(-1);

        Assert.Equal(2, PrometheusFormat.Read(_metrics.Write())["parley_test_open"]);
    }

    [Fact]
    public void Record_ManyValues_EndInOneSeries()
    {
        var counter = _meter.CreateCounter<int>("parley.test.ids");
        for (var i = 0; i < 100; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("id", i));
        }

        var samples = PrometheusFormat.Read(_metrics.Write());

        Assert.Equal(4, samples.Count);
        Assert.Equal(97, samples["parley_test_ids_total{overflow=\"true\"}"]);
    }

    [Fact]
    public void Record_AnotherHostsInstruments_AreNotOurs()
    {
        using var others = new ServiceCollection().AddMetrics().BuildServiceProvider();
        others.GetRequiredService<IMeterFactory>().CreateParley().CreateCounter<int>("parley.test.theirs").Add(1);
        _meter.CreateCounter<int>("parley.test.ours").Add(1);

        Assert.Equal(["parley_test_ours_total"], PrometheusFormat.Read(_metrics.Write()).Keys);
    }

    [Fact]
    public void Record_KnownTags_AllocatesNothing()
    {
        var histogram = _meter.CreateHistogram<double>("parley.test.cost", "s");
        KeyValuePair<string, object?>[] tags = [new("route", "/a"), new("status", 200)];
        histogram.Record(1, tags);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            histogram.Record(i, tags);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task Record_FromManyThreads_LosesNothing()
    {
        var counter = _meter.CreateCounter<int>("parley.test.busy");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                counter.Add(1, new KeyValuePair<string, object?>("t", thread % 2));
            }
        })));

        Assert.Equal(160_000, PrometheusFormat.Read(_metrics.Write()).Values.Sum());
    }
}
