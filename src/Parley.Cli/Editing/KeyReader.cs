using System.Text;
using Parley.Cli.Terminal;

namespace Parley.Cli.Editing;

/// <summary>
/// Tells pasted text from typed keys: terminals put marks around a paste when asked to, and a newline in it must not
/// send half of it.
/// </summary>
internal sealed class KeyReader(ITerminal terminal)
{
    /// <summary>Asks the terminal to mark pastes.</summary>
    public const string MarkPastes = "\e[?2004h";

    public const string DoNotMarkPastes = "\e[?2004l";

    private const string PasteBegins = "[200~";
    private const string PasteEnds = "\e[201~";

    private readonly Queue<ConsoleKeyInfo> _ahead = new();

    public bool InputAvailable => _ahead.Count > 0 || terminal.KeyAvailable;

    public EditorInput Read()
    {
        var key = Next();
        return key.KeyChar is '\e' && BeginsPaste() ? new(default, ReadPaste()) : new(key);
    }

    private bool BeginsPaste()
    {
        var seen = new List<ConsoleKeyInfo>();
        foreach (var expected in PasteBegins)
        {
            if (!InputAvailable)
            {
                break;
            }

            seen.Add(Next());
            if (seen[^1].KeyChar != expected)
            {
                break;
            }
        }

        if (seen.Count == PasteBegins.Length && seen[^1].KeyChar == PasteBegins[^1])
        {
            return true;
        }

        // Not a paste: they are keys like others, before what else was read ahead.
        var rest = _ahead.ToArray();
        _ahead.Clear();
        foreach (var key in seen.Concat(rest))
        {
            _ahead.Enqueue(key);
        }

        return false;
    }

    private string ReadPaste()
    {
        var text = new StringBuilder();
        while (!EndsWith(text, PasteEnds))
        {
            text.Append(Next().KeyChar);
        }

        text.Length -= PasteEnds.Length;
        return text.Replace("\r\n", "\n").Replace('\r', '\n').ToString();
    }

    private static bool EndsWith(StringBuilder text, string end)
    {
        for (var i = 1; i <= end.Length; i++)
        {
            if (text.Length < end.Length || text[^i] != end[^i])
            {
                return false;
            }
        }

        return true;
    }

    private ConsoleKeyInfo Next() => _ahead.TryDequeue(out var key) ? key : terminal.ReadKey();
}
