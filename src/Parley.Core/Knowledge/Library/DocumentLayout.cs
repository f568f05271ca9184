using System.Text.Json;
using Parley.Knowledge.Reading;

namespace Parley.Knowledge.Library;

/// <summary>Where things are in the text of a document: what <see cref="DocumentBody.Layout"/> holds.</summary>
public sealed record DocumentLayout(TextKind Kind, IReadOnlyList<PageStart> Pages, IReadOnlyList<Section> Sections)
{
    private int[]? _outer;

    public string Write() => JsonSerializer.Serialize(this, CollectionJson.Default.DocumentLayout);

    public static DocumentLayout Read(string json) => JsonSerializer.Deserialize(json, CollectionJson.Default.DocumentLayout) ?? throw new JsonException();

    /// <summary>The page at a place of the text; null where there are no pages.</summary>
    public int? PageAt(int position)
    {
        var index = LastAt(Pages, page => page.Start, position);
        return index < 0 ? null : Pages[index].Number;
    }

    /// <summary>The headings above a place of the text, outermost first, with <c> › </c> between them; null where there are none.</summary>
    public string? SectionAt(int position)
    {
        var above = new List<string>();
        for (var i = LastAt(Sections, section => section.Start, position); i >= 0; i = Outer[i])
        {
            above.Add(Sections[i].Title);
        }

        above.Reverse();
        return above.Count == 0 ? null : string.Join(" › ", above);
    }

    // Of each section the one that it is part of, or -1. Found once: texts have hundreds of thousands of both headings and passages.
    private int[] Outer => _outer ??= FindOuter();

    private int[] FindOuter()
    {
        var outer = new int[Sections.Count];
        for (var i = 0; i < outer.Length; i++)
        {
            // Those passed over here are never passed over again: each has been closed by this one.
            var above = i - 1;
            while (above >= 0 && Sections[above].Level >= Sections[i].Level)
            {
                above = outer[above];
            }

            outer[i] = above;
        }

        return outer;
    }

    /// <summary>Where each section ends: where the next heading of its level or above begins.</summary>
    /// <param name="length">Of the text.</param>
    public int[] SectionEnds(int length)
    {
        var ends = new int[Sections.Count];
        var open = new Stack<int>();
        for (var i = 0; i < Sections.Count; i++)
        {
            while (open.TryPeek(out var last) && Sections[last].Level >= Sections[i].Level)
            {
                ends[open.Pop()] = Sections[i].Start;
            }

            open.Push(i);
        }

        foreach (var last in open)
        {
            ends[last] = length;
        }

        return ends;
    }

    private static int LastAt<T>(IReadOnlyList<T> places, Func<T, int> start, int position)
    {
        var (low, high) = (0, places.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = start(places[middle]) <= position ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }
}
