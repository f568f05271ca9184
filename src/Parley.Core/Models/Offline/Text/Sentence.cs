namespace Parley.Models.Offline.Text;

/// <summary>A sentence, list item, table row or log line of a source.</summary>
/// <param name="Source">The text it stands in.</param>
/// <param name="Heading">The heading above it, or the question it answers in a list of questions; may be empty.</param>
/// <param name="Text">As written, white space joined.</param>
/// <param name="Index">Its place among the sentences of all sources.</param>
/// <param name="Words">Its words.</param>
/// <param name="HeadingTerms">The content terms of <paramref name="Heading"/>.</param>
internal sealed record Sentence(
    Source Source, string Heading, string Text, int Index, IReadOnlyList<Word> Words, IReadOnlySet<string> HeadingTerms)
{
    public bool IsListItem { get; init; }

    /// <summary>"You need:" – what follows is part of it.</summary>
    public bool OpensList => Text.EndsWith(':');

    /// <summary>Whether it begins by pointing back: "It costs …", "They …".</summary>
    public bool PointsBack => Words.Count > 0 && Words[0].Folded
        is "it" or "its" or "they" or "their" or "he" or "she" or "his" or "her" or "this" or "these" or "those"
        or "er" or "sie" or "es" or "dies" or "diese" or "dieser" or "dieses";
}
