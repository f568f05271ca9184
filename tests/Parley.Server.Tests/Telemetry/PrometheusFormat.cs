using System.Globalization;
using System.Text.RegularExpressions;

namespace Parley.Server.Tests.Telemetry;

/// <summary>Reads the text format as strictly as its description is written, and gives the samples by name and labels.</summary>
internal static partial class PrometheusFormat
{
    public static Dictionary<string, double> Read(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var samples = new Dictionary<string, double>();
        var families = new HashSet<string>();
        var (family, type) = ("", "");
        foreach (var line in text[..^1].Split('\n'))
        {
            if (Help().Match(line) is { Success: true } help)
            {
                Assert.DoesNotMatch(@"\\[^\\n]", help.Groups[2].Value.Replace(@"\\", "", StringComparison.Ordinal));
                Assert.True(families.Add(help.Groups[1].Value), $"{line} comes twice.");
                family = help.Groups[1].Value;
                continue;
            }

            if (Type().Match(line) is { Success: true } head)
            {
                Assert.True(family == head.Groups[1].Value || families.Add(head.Groups[1].Value), $"{line} comes twice.");
                (family, type) = (head.Groups[1].Value, head.Groups[2].Value);
                Assert.Equal(type == "counter", family.EndsWith("_total", StringComparison.Ordinal));
                continue;
            }

            var sample = Sample().Match(line);
            Assert.True(sample.Success, $"Not a line of the format: {line}");
            string[] names = type == "histogram" ? [family + "_bucket", family + "_sum", family + "_count"] : [family];
            Assert.Contains(sample.Groups[1].Value, names);
            Assert.True(samples.TryAdd(sample.Groups[1].Value + sample.Groups[2].Value, Number(sample.Groups[3].Value)), $"{line} comes twice.");
        }

        CheckBuckets(samples);
        return samples;
    }

    // They rise, and the last holds all.
    private static void CheckBuckets(Dictionary<string, double> samples)
    {
        foreach (var group in samples.Where(sample => Bound().IsMatch(sample.Key)).GroupBy(sample => Bound().Replace(sample.Key, "")))
        {
            var buckets = group.Select(sample => (Bound: Number(Bound().Match(sample.Key).Groups[1].Value), sample.Value)).ToList();
            Assert.Equal(buckets.Order(), buckets);
            Assert.Equal(double.PositiveInfinity, buckets[^1].Bound);
            var labels = group.Key[group.Key.IndexOf('{', StringComparison.Ordinal)..];
            var count = group.Key[..group.Key.IndexOf("_bucket{", StringComparison.Ordinal)] + "_count" + (labels == "{}" ? "" : labels);
            Assert.Equal(samples[count], buckets[^1].Value);
        }
    }

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    [GeneratedRegex(@"^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)$")]
    private static partial Regex Help();

    [GeneratedRegex(@"^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram)$")]
    private static partial Regex Type();

    [GeneratedRegex("""^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*",?)+\})? ([+-]Inf|NaN|-?[0-9.]+(?:E[+-]?[0-9]+)?)$""")]
    private static partial Regex Sample();

    [GeneratedRegex("""(?:,|(?<=\{))le="([^"]+)"(?=\})""")]
    private static partial Regex Bound();
}
