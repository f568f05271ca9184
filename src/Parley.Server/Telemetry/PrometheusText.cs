using System.Globalization;
using System.Text;

namespace Parley.Server.Telemetry;

/// <summary>The text format of Prometheus, version 0.0.4.</summary>
internal sealed class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();

    /// <summary>An instrument's name with its unit, as Prometheus wants it: <c>http.server.request.duration</c> in <c>s</c> is <c>http_server_request_duration_seconds</c>.</summary>
    public static string Name(string instrument, string? unit)
    {
        var name = Word(instrument, isLabel: false);
        var suffix = unit switch
        {
            "s" => "_seconds",
            "ms" => "_milliseconds",
            "By" => "_bytes",
            "USD" => "_usd",
            _ => "",
        };
        return name.EndsWith(suffix, StringComparison.Ordinal) ? name : name + suffix;
    }

    /// <summary><c>a="1",b="2"</c>, sorted.</summary>
    public static string Labels(IEnumerable<KeyValuePair<string, object?>> tags) => string.Join(',', tags
        .Select(tag => (Name: Word(tag.Key, isLabel: true), Value: Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? ""))
        .DistinctBy(label => label.Name)
        .OrderBy(label => label.Name, StringComparer.Ordinal)
        .Select(label => $"{label.Name}=\"{Escape(label.Value, quotes: true)}\""));

    public static string WithBound(string labels, double bound) => $"{labels}{(labels.Length > 0 ? "," : "")}le=\"{Number(bound)}\"";

    public void WriteHead(string name, string? description, MetricKind kind)
    {
        if (!string.IsNullOrWhiteSpace(description))
        {
            _text.Append("# HELP ").Append(name).Append(' ').Append(Escape(description, quotes: false)).Append('\n');
        }

        _text.Append("# TYPE ").Append(name).Append(' ').Append(kind switch
        {
            MetricKind.Counter => "counter",
            MetricKind.Histogram => "histogram",
            _ => "gauge",
        }).Append('\n');
    }

    public void WriteSample(string name, string suffix, string labels, double value)
    {
        _text.Append(name).Append(suffix);
        if (labels.Length > 0)
        {
            _text.Append('{').Append(labels).Append('}');
        }

        _text.Append(' ').Append(Number(value)).Append('\n');
    }

    public override string ToString() => _text.ToString();

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => "NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    // [a-zA-Z_:][a-zA-Z0-9_:]*, and no colon in a label.
    private static string Word(string text, bool isLabel)
    {
        var word = string.Concat(text.Select(letter => char.IsAsciiLetterOrDigit(letter) || (letter == ':' && !isLabel) ? letter : '_'));
        return word.Length == 0 || char.IsAsciiDigit(word[0]) ? "_" + word : word;
    }

    private static string Escape(string text, bool quotes)
    {
        text = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? text.Replace("\"", "\\\"", StringComparison.Ordinal) : text;
    }
}
