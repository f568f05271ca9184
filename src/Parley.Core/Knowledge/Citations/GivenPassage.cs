namespace Parley.Knowledge.Citations;

/// <summary>A passage as whoever wrote the answer was given it.</summary>
/// <param name="Number">By which it is cited, from 1.</param>
/// <param name="Title">Of its document.</param>
/// <param name="Text">The document's text from <paramref name="Start"/> on.</param>
/// <param name="Start">Where it begins in the document's text.</param>
public sealed record GivenPassage(int Number, string Title, string Text, int Start)
{
    /// <summary>The headings above it; they count as said.</summary>
    public string? Section { get; init; }
}
