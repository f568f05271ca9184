namespace Parley.Cli.Terminal;

/// <summary>What the line editor needs of a terminal.</summary>
internal interface ITerminal
{
    int Width { get; }

    int Height { get; }

    /// <summary>Whether <see cref="ReadKey"/> would return at once.</summary>
    bool KeyAvailable { get; }

    /// <summary>Whether Ctrl-C is a key like others. Where not, it is a signal.</summary>
    bool CtrlCIsKey { set; }

    /// <summary>Waits for a key and shows nothing.</summary>
    ConsoleKeyInfo ReadKey();

    void Write(string text);
}
