using System.Text;
using Parley.Cli.Editing;

namespace Parley.Cli.Repl;

/// <summary>Entries from a pipe, a file, or a terminal that cannot be edited on.</summary>
internal sealed class PlainLines(TextReader input, Action prompt) : ILineSource
{
    public EditorResult Read()
    {
        prompt();
        var text = new StringBuilder();
        while (input.ReadLine() is { } line)
        {
            text.Append(text.Length == 0 ? "" : "\n").Append(line);
            if (ReplEntry.IsComplete(text.ToString()))
            {
                return new(EditorEnd.Entered, text.ToString());
            }
        }

        return text.Length == 0 ? new(EditorEnd.Closed) : new(EditorEnd.Entered, text.ToString());
    }

    public void Abandon()
    {
        // A terminal in its usual mode needs nothing.
    }
}
