using System.Text;

namespace Parley.Cli.Terminal;

/// <summary>
/// Makes text that others wrote safe to print: escape sequences go as a whole, other control characters one by one, and
/// so do the marks that reorder a line, because a model must not drive the terminal or disguise what it says. Newline
/// and tab stay. It remembers where it is, so that a sequence split over two pieces of a stream is still seen.
/// </summary>
internal sealed class TerminalText
{
    /// <summary>Longest sequence believed in. What is longer was never one, and must not swallow an answer.</summary>
    private const int MaxSequence = 256;

    private State _state;
    private int _length;

    private enum State
    {
        Text,

        /// <summary>After ESC.</summary>
        Escape,

        /// <summary>After ESC [ (CSI): parameters, then one final character.</summary>
        Sequence,

        /// <summary>After ESC ] and its like (OSC, DCS): text up to BEL or ESC \.</summary>
        Message,
    }

    public static string Clean(string text) => new TerminalText().Next(text);

    /// <summary>The same on one line: for titles, names and reasons.</summary>
    public static string OneLine(string text) =>
        string.Join(' ', Clean(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <returns>What of the piece may be printed.</returns>
    public string Next(string piece)
    {
        if (_state is State.Text && !piece.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return piece;
        }

        var clean = new StringBuilder(piece.Length);
        foreach (var c in piece)
        {
            if (!Swallows(c) && IsPrintable(c))
            {
                clean.Append(c);
            }
        }

        return clean.ToString();
    }

    // Decides by the state alone whether the character belongs to a sequence, and moves on.
    private bool Swallows(char c)
    {
        if (_state is not State.Text && (c is '\n' || ++_length > MaxSequence))
        {
            _state = State.Text;
            return false;
        }

        switch (_state)
        {
            case State.Escape:
                return AfterEscape(c);
            case State.Sequence when c is >= ' ' and <= '?':
                return true;
            case State.Sequence:
                _state = State.Text;
                return c is >= '@' and <= '~' || Begins(c);
            case State.Message:
                _state = c is '\a' or '\u009c' ? State.Text : c is '\e' ? State.Escape : State.Message;
                return true;
            default:
                return Begins(c);
        }
    }

    private bool AfterEscape(char c)
    {
        _state = c switch
        {
            '[' => State.Sequence,
            ']' or 'P' or 'X' or '^' or '_' => State.Message,
            '\e' or (>= ' ' and <= '/') => State.Escape,
            _ => State.Text,
        };
        return c is >= ' ' and <= '~' or '\e';
    }

    private bool Begins(char c)
    {
        _length = 0;
        _state = c switch
        {
            '\e' => State.Escape,
            '\u009b' => State.Sequence,
            '\u0090' or '\u0098' or '\u009d' or '\u009e' or '\u009f' => State.Message,
            _ => State.Text,
        };
        return _state is not State.Text;
    }

    private static bool IsPrintable(char c) =>
        c is '\n' or '\t' || (!char.IsControl(c) && c is not ((>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069')));
}
