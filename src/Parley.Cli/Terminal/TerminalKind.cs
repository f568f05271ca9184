namespace Parley.Cli.Terminal;

/// <summary>What kind of terminal the program runs in.</summary>
internal static class TerminalKind
{
    /// <summary>A terminal that understands no control codes: an editor's shell, a serial line.</summary>
    public static bool IsDumb { get; } = Environment.GetEnvironmentVariable("TERM") is "dumb";

    /// <summary>Whether keys can be read one by one and the cursor be moved.</summary>
    public static bool CanEdit => !Console.IsInputRedirected && !Console.IsOutputRedirected && !IsDumb;
}
