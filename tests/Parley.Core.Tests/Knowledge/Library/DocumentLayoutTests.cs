using System.Collections;
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
    public void SectionAt_OfThousandsOfHeadings_DoesNotLookAtThemAll()
    {
        // None of the first level, at which looking back would stop.
        const int Count = 5_000;
        var sections = new CountingList([.. Enumerable.Range(0, Count).Select(i => new Section(i * 10, 2 + (i % 2), $"{i}"))]);
        var layout = new DocumentLayout(TextKind.Markdown, [], sections);

        for (var i = 0; i < Count; i++)
        {
            Assert.Equal(i % 2 == 0 ? $"{i}" : $"{i - 1} \u203A {i}", layout.SectionAt((i * 10) + 3));
        }

        // A search by halves each, and a few steps up: not thousands, as when each went back to the first.
        Assert.InRange(sections.Looked, Count, Count * 30);
    }

    private sealed class CountingList(Section[] sections) : IReadOnlyList<Section>
    {
        public int Looked { get; private set; }

        public int Count => sections.Length;

        public Section this[int index]
        {
            get
            {
                Looked++;
                return sections[index];
            }
        }

        public IEnumerator<Section> GetEnumerator()
        {
            Looked += sections.Length;
            return sections.AsEnumerable().GetEnumerator();
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
