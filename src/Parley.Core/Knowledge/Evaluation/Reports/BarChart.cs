using System.Globalization;
using System.Net;
using System.Text;

namespace Parley.Knowledge.Evaluation.Reports;

/// <summary>Bars lying on their side, as SVG: needs nothing from elsewhere, and is read by screen readers as its title and labels.</summary>
internal static class BarChart
{
    private const int Width = 640;
    private const int Row = 26;
    private const int Labels = 180;
    private const int Values = 70;

    public static string Draw(string title, IReadOnlyList<(string Label, double Value)> bars, double? most, string format)
    {
        var scale = (Width - Labels - Values) / Math.Max(1e-9, most ?? bars.Max(bar => bar.Value));
        var height = (bars.Count * Row) + 34;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg role="img" viewBox="0 0 {Width} {height}" width="{Width}" height="{height}"><title>{Escape(title)}</title>""");
        svg.Append(CultureInfo.InvariantCulture, $"""<text x="0" y="16" class="title">{Escape(title)}</text>""");
        for (var i = 0; i < bars.Count; i++)
        {
            var y = 28 + (i * Row);
            var length = Math.Max(0, bars[i].Value * scale);
            svg.Append(CultureInfo.InvariantCulture, $"""<text x="{Labels - 8}" y="{y + 15}" text-anchor="end">{Escape(bars[i].Label)}</text>""");
            svg.Append(CultureInfo.InvariantCulture, $"""<rect x="{Labels}" y="{y + 2}" width="{length:0.0}" height="{Row - 8}" rx="2"/>""");
            svg.Append(CultureInfo.InvariantCulture, $"""<text x="{Labels + length + 6:0.0}" y="{y + 15}">{bars[i].Value.ToString(format, CultureInfo.InvariantCulture)}</text>""");
        }

        return svg.Append("</svg>").ToString();
    }

    public static string Escape(string text) => WebUtility.HtmlEncode(text);
}
