namespace Parley.Models.Offline.Text;

/// <summary>Where a text was given.</summary>
internal enum SourceKind
{
    /// <summary>A titled passage in the system prompt.</summary>
    Knowledge,

    /// <summary>The message that is being answered.</summary>
    CurrentMessage,

    /// <summary>What the person wrote before.</summary>
    EarlierMessage,

    /// <summary>What a tool returned.</summary>
    ToolResult,

    /// <summary>The rest of the system prompt.</summary>
    Instructions,
}

/// <param name="Kind">Where it was given.</param>
/// <param name="Title">For knowledge, its title; otherwise empty.</param>
/// <param name="Text">The text itself.</param>
internal sealed record Source(SourceKind Kind, string Title, string Text)
{
    /// <summary>By which it is to be cited; null where nobody asked for that.</summary>
    public int? Number { get; init; }

    // A remark has a few words; what is longer was pasted to be asked about.
    private const int RemarkLength = 240;

    /// <summary>Whether it is a text to work on and not a remark.</summary>
    public bool IsDocument => Text.Length > RemarkLength || Text.AsSpan().Trim().Count('\n') > 2;
}
