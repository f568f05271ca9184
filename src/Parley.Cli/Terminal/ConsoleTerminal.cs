namespace Parley.Cli.Terminal;

/// <summary>The terminal the program was started in.</summary>
internal sealed class ConsoleTerminal : ITerminal
{
    // A window may say that it has no size at all, for instance under a program that only pretends to be a terminal.
    private const int MinWidth = 20;
    private const int UnknownHeight = 24;

    private readonly TextWriter _output = StandardOutput.Open();

    public int Width => Math.Max(MinWidth, Console.WindowWidth);

    public int Height => Console.WindowHeight is > 1 and var height ? height : UnknownHeight;

    public bool KeyAvailable => Console.KeyAvailable;

    public bool CtrlCIsKey
    {
        set => Console.TreatControlCAsInput = value;
    }

    public ConsoleKeyInfo ReadKey() => Console.ReadKey(intercept: true);

    public void Write(string text) => _output.Write(text);
}
