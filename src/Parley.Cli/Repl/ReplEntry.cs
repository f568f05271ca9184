namespace Parley.Cli.Repl;

/// <summary>What a person entered, understood.</summary>
internal abstract record ReplEntry
{
    private const string Block = "\"\"\"";

    public sealed record Nothing : ReplEntry;

    public sealed record Leave : ReplEntry;

    /// <param name="Name">With its slash, in lower case.</param>
    public sealed record Command(string Name, string Arguments) : ReplEntry;

    public sealed record Message(string Text) : ReplEntry;

    /// <summary>Whether Enter ends the entry: not after a backslash, and not in a block that was opened with three quotes.</summary>
    public static bool IsComplete(string text)
    {
        if (text.AsSpan().TrimStart().StartsWith(Block, StringComparison.Ordinal))
        {
            var block = text.AsSpan().Trim();
            return block.Length >= Block.Length * 2 && block.EndsWith(Block, StringComparison.Ordinal);
        }

        // An even number of backslashes is backslashes.
        return (text.Length - text.AsSpan().TrimEnd('\\').Length) % 2 == 0;
    }

    public static ReplEntry Parse(string text)
    {
        var trimmed = text.Trim();
        return trimmed switch
        {
            "" => new Nothing(),
            _ when trimmed.StartsWith(Block, StringComparison.Ordinal) => OfBlock(trimmed),
            _ when trimmed.Equals("exit", StringComparison.OrdinalIgnoreCase) || trimmed.Equals("quit", StringComparison.OrdinalIgnoreCase) => new Leave(),
            _ when IsCommand(text) => OfCommand(trimmed),
            _ => new Message(trimmed.Replace("\\\n", "\n", StringComparison.Ordinal)),
        };
    }

    // A blank before the slash makes it a message.
    private static bool IsCommand(string text) =>
        text.Length > 1 && text[0] == '/' && char.IsAsciiLetter(text[1]) && !text.Contains('\n', StringComparison.Ordinal)
        && !text.AsSpan(1, text.AsSpan().IndexOf(' ') is var end and > 0 ? end - 1 : text.Length - 1).Contains('/');

    private static Command OfCommand(string text)
    {
        var end = text.IndexOf(' ', StringComparison.Ordinal);
        return end < 0 ? new(text.ToLowerInvariant(), "") : new(text[..end].ToLowerInvariant(), text[end..].Trim());
    }

    private static ReplEntry OfBlock(string text)
    {
        var inside = text[Block.Length..];
        inside = inside.EndsWith(Block, StringComparison.Ordinal) ? inside[..^Block.Length] : inside;
        return string.IsNullOrWhiteSpace(inside) ? new Nothing() : new Message(inside.Trim('\n'));
    }
}
