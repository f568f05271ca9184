using Parley.Cli.Editing;
using Parley.Cli.Terminal;

namespace Parley.Cli.Repl;

/// <summary>Entries edited at a terminal, with a history that is kept.</summary>
internal sealed class EditedLines : ILineSource
{
    private readonly InputHistory _history;
    private readonly HistoryFile _file;
    private readonly LineEditor _editor;

    public EditedLines(ITerminal terminal, HistoryFile file, Func<string, string?> complete)
    {
        _file = file;
        _history = new InputHistory(file.Load());
        _editor = new LineEditor(terminal, _history, ReplEntry.IsComplete, complete);
    }

    public EditorResult Read()
    {
        var result = _editor.Read();
        if (result.End is EditorEnd.Entered && !string.IsNullOrWhiteSpace(result.Text) && _history.Add(result.Text))
        {
            _file.Append(result.Text);
        }

        return result;
    }

    public void Abandon() => _editor.Abandon();
}
