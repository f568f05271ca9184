namespace Parley.Chat;

/// <summary>Names a conversation after its first message: at once, without a model call, and the same on every machine.</summary>
public static class ConversationTitle
{
    /// <summary>What a conversation without a message is called.</summary>
    public const string Untitled = "New conversation";

    private const int MaxLength = 60;

    public static string From(string message)
    {
        var line = message.AsSpan().Trim();
        var end = line.IndexOfAny('\n', '\r');
        line = (end < 0 ? line : line[..end]).Trim().TrimStart("#*->` ");
        var title = string.Join(' ', line[..CutAt(line, MaxLength * 4)].ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return title.Length switch
        {
            0 => Untitled,
            <= MaxLength => title,
            _ => Shorten(title),
        };
    }

    // At a word's end where there is one in the second half, and never inside a surrogate pair.
    private static string Shorten(string title)
    {
        var cut = title.LastIndexOf(' ', MaxLength - 1);
        cut = cut < MaxLength / 2 ? MaxLength - 1 : cut;
        return title[..CutAt(title, cut)] + "…";
    }

    private static int CutAt(ReadOnlySpan<char> text, int length) =>
        length >= text.Length ? text.Length : char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
}
