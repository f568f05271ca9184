namespace Parley.Cli.Terminal;

/// <summary>
/// Where the program's words go: what was asked for to the output, everything else (notes, errors) beside it. All text
/// from elsewhere passes <see cref="TerminalText"/> here, so that no caller can forget it.
/// </summary>
internal sealed class Screen(TextWriter output, TextWriter error, Style outputStyle, Style errorStyle)
{
    /// <summary>EPIPE. Windows' console stream passes over it by itself.</summary>
    private const int BrokenPipe = 32;

    public Style Style => outputStyle;

    /// <summary>The real one.</summary>
    public static Screen Open() => new(
        StandardOutput.Open(), StandardOutput.OpenError(), Style.For(!Console.IsOutputRedirected), Style.For(!Console.IsErrorRedirected));

    /// <summary>Output whose parts were cleaned already and may carry styles.</summary>
    /// <exception cref="OutputClosedException">Nobody reads it any more.</exception>
    public void WriteStyled(string text)
    {
        try
        {
            output.Write(text);
        }
        catch (IOException e) when (e.HResult is BrokenPipe)
        {
            throw new OutputClosedException(e);
        }
    }

    public void Line(string text = "") => WriteStyled(TerminalText.Clean(text) + "\n");

    /// <summary>A remark beside the output.</summary>
    public void Note(string text) => error.WriteLine(errorStyle.Dim(TerminalText.OneLine(text)));

    /// <summary>How far something is, in a line that the next one takes the place of; null takes it away. Nothing where nobody watches.</summary>
    public void Progress(string? text)
    {
        if (errorStyle.IsEnabled)
        {
            error.Write("\r\e[K" + (text is null ? "" : errorStyle.Dim(TerminalText.OneLine(text))));
        }
    }

    /// <summary>What went wrong, and what to do.</summary>
    public void Error(string text) => error.WriteLine($"{errorStyle.Bad("parley:")} {TerminalText.Clean(text).TrimEnd()}");
}
