using System.Text;
using Parley.Cli.Terminal;

namespace Parley.Cli.Tests.Editing;

/// <summary>A terminal that types what a test wrote.</summary>
internal sealed class FakeTerminal : ITerminal
{
    private readonly Queue<ConsoleKeyInfo> _keys = new();
    private readonly StringBuilder _output = new();

    public int Width => 40;

    public int Height => 10;

    public bool KeyAvailable => _keys.Count > 0;

    public bool CtrlCIsKey { get; set; }

    public string Output => _output.ToString();

    public ConsoleKeyInfo ReadKey() => _keys.Dequeue();

    public void Write(string text) => _output.Append(text);

    public FakeTerminal Type(string text)
    {
        foreach (var c in text)
        {
            Press(c switch { '\r' => ConsoleKey.Enter, '\t' => ConsoleKey.Tab, _ => default }, c);
        }

        return this;
    }

    public FakeTerminal Press(ConsoleKey key, char c = '\0', ConsoleModifiers modifiers = 0)
    {
        _keys.Enqueue(new(
            c, key, modifiers.HasFlag(ConsoleModifiers.Shift), modifiers.HasFlag(ConsoleModifiers.Alt), modifiers.HasFlag(ConsoleModifiers.Control)));
        return this;
    }

    public FakeTerminal Control(ConsoleKey key) => Press(key, modifiers: ConsoleModifiers.Control);
}
