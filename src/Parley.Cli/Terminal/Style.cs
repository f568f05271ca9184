namespace Parley.Cli.Terminal;

/// <summary>The few looks Parley gives its own words. Off where the stream is no terminal or the person wants no colours.</summary>
internal sealed class Style(bool enabled)
{
    public bool IsEnabled => enabled;

    public static Style None { get; } = new(false);

    public string Dim(string text) => Wrap("2", text);

    public string Bold(string text) => Wrap("1", text);

    public string Good(string text) => Wrap("32", text);

    public string Bad(string text) => Wrap("31", text);

    /// <summary>See https://no-color.org: any value but the empty one turns colours off.</summary>
    public static Style For(bool isTerminal) => new(
        isTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && !TerminalKind.IsDumb);

    private string Wrap(string code, string text) => enabled && text.Length > 0 ? $"\e[{code}m{text}\e[0m" : text;
}
