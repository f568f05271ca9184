using System.Globalization;
using Parley.Cli.Terminal;

namespace Parley.Cli.Search;

/// <summary>A passage as the terminal shows it.</summary>
internal sealed record ShownPassage(string Title, string Text, int? Page, string? Section, double Score);

/// <summary>Prints what a search found, the best first.</summary>
internal static class SearchPrinter
{
    private const int MaxText = 600;

    /// <returns>The exit code.</returns>
    public static int Print(Screen screen, string query, IReadOnlyList<ShownPassage> passages)
    {
        for (var i = 0; i < passages.Count; i++)
        {
            var passage = passages[i];
            var place = string.Join(", ", new[] { passage.Page is { } page ? string.Create(CultureInfo.InvariantCulture, $"page {page}") : null, passage.Section }.OfType<string>());
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {TerminalText.OneLine(passage.Title)}{(place.Length > 0 ? $" ({TerminalText.OneLine(place)})" : "")}  {passage.Score:0.00}"));
            screen.Line(Excerpt.Of(passage.Text, query, MaxText) + "\n");
        }

        if (passages.Count == 0)
        {
            screen.Note("Nothing was found.");
        }

        return ExitCode.Ok;
    }
}
