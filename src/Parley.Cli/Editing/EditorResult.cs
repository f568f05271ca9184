namespace Parley.Cli.Editing;

/// <summary>How an entry ended.</summary>
internal enum EditorEnd
{
    /// <summary>Entered; the text is there.</summary>
    Entered,

    /// <summary>Ctrl-C over some text, which is thrown away.</summary>
    Discarded,

    /// <summary>Ctrl-C over nothing.</summary>
    Interrupted,

    /// <summary>Ctrl-D over nothing, or the input is at its end.</summary>
    Closed,
}

/// <summary>What a line source gives.</summary>
internal sealed record EditorResult(EditorEnd End, string Text = "");
