using Parley.Cli.Editing;

namespace Parley.Cli.Repl;

/// <summary>Where entries come from: a person who edits them, or a pipe.</summary>
internal interface ILineSource
{
    /// <summary>Waits for the next entry; blocks.</summary>
    EditorResult Read();

    /// <summary>Leaves the terminal as it was, while a read still waits that nobody waits for any more.</summary>
    void Abandon();
}
