using System.Diagnostics;
using Parley.Knowledge.Library;
using Parley.Knowledge.Reading;

namespace Parley.Core.Tests.Knowledge.Library;

public sealed class DocumentLayoutTests
{
    [Fact]
    public void SectionAt_HasTheHeadingsAbove_OutermostFirst()
    {
        var layout = new DocumentLayout(TextKind.Markdown, [], [new(10, 2, "b"), new(20, 1, "A"), new(30, 3, "c"), new(40, 3, "d"), new(50, 2, "e"), new(60, 1, "F")]);

        Assert.Equal(
            [null, "b", "A", "A \u203A c", "A \u203A d", "A \u203A e", "F"],
            Enumerable.Range(0, 7).Select(i => layout.SectionAt((i * 10) + 5)));
    }

    [Fact]
    public void SectionAt_OfHundredsOfThousandsOfHeadings_DoesNotLookAtThemAll()
    {
        // None of the first level, at which looking back would stop.
        const int Count = 250_000;
        var layout = new DocumentLayout(TextKind.Markdown, [], [.. Enumerable.Range(0, Count).Select(i => new Section(i * 10, 2 + (i % 2), $"{i}"))]);
        var watch = Stopwatch.StartNew();

        for (var i = 0; i < Count; i++)
        {
            Assert.Equal(i % 2 == 0 ? $"{i}" : $"{i - 1} \u203A {i}", layout.SectionAt((i * 10) + 3));
        }

        // It took minutes when each went back to the first.
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }
}
