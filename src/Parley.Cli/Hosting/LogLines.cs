using Parley.Cli.Terminal;

namespace Parley.Cli.Hosting;

/// <summary>
/// The log as a terminal program shows it: a line on the error stream, and not in the middle of an answer or of what a
/// person types, but at the next opportunity.
/// </summary>
internal sealed class LogLines(Action<string> write)
{
    /// <summary>Lines kept back at most. Later ones are dropped: the first tell what began.</summary>
    private const int MaxHeld = 20;

    private readonly Lock _gate = new();
    private readonly List<string> _held = [];
    private bool _holds;

    public void Add(string line)
    {
        lock (_gate)
        {
            line = TerminalText.OneLine(line);
            if (!_holds)
            {
                write(line);
            }
            else if (_held.Count < MaxHeld && !_held.Contains(line))
            {
                _held.Add(line);
            }
        }
    }

    /// <summary>Keeps lines back from here on.</summary>
    public void Hold()
    {
        lock (_gate)
        {
            _holds = true;
        }
    }

    /// <summary>Shows what was kept back.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _holds = false;
            _held.ForEach(write);
            _held.Clear();
        }
    }
}
