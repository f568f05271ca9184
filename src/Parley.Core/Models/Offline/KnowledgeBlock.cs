using Parley.Models.Offline.Text;

namespace Parley.Models.Offline;

/// <summary>The marks around the passages that an answer has to rest on, for whoever writes them into a prompt and for the assistant that reads them there.</summary>
internal static class KnowledgeBlock
{
    public const string Open = "<knowledge>";
    public const string Close = "</knowledge>";
    public const string PassageOpen = "<passage number=\"";
    public const string PassageClose = "</passage>";
    private const string Title = " title=\"";

    /// <summary>A text within an attribute, on one line.</summary>
    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal).ReplaceLineEndings(" ");

    /// <summary>A text that cannot end its passage, whatever stands in it.</summary>
    public static string Fence(string text) => text
        .Replace("</passage", "< /passage", StringComparison.OrdinalIgnoreCase).Replace("<passage", "< passage", StringComparison.OrdinalIgnoreCase)
        .Replace("</knowledge", "< /knowledge", StringComparison.OrdinalIgnoreCase).Replace("<knowledge", "< knowledge", StringComparison.OrdinalIgnoreCase);

    /// <summary>The passages in a prompt, and the prompt without them. Null: it has no such block.</summary>
    public static (IReadOnlyList<Source> Passages, string Instructions)? Read(string prompt)
    {
        var start = prompt.StartsWith(Open + '\n', StringComparison.Ordinal) ? 0 : prompt.IndexOf('\n' + Open + '\n', StringComparison.Ordinal);
        var end = start < 0 ? -1 : prompt.IndexOf('\n' + Close, start, StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        var passages = new List<Source>();
        var block = prompt[start..end];
        for (var at = block.IndexOf('\n' + PassageOpen, StringComparison.Ordinal); at >= 0; at = block.IndexOf('\n' + PassageOpen, at, StringComparison.Ordinal))
        {
            var head = block.IndexOf('\n', at + 1);
            var close = head < 0 ? -1 : block.IndexOf('\n' + PassageClose, head, StringComparison.Ordinal);
            if (close < 0)
            {
                break;
            }

            passages.Add(Passage(block[(at + 1)..head], block[head..close]));
            at = close;
        }

        return (passages, prompt[..start] + prompt[(end + 1 + Close.Length)..]);
    }

    private static Source Passage(string head, string text)
    {
        var number = head.AsSpan(PassageOpen.Length);
        number = number[..number.IndexOf('"')];
        var title = head.IndexOf(Title, StringComparison.Ordinal) is >= 0 and var at ? head[(at + Title.Length)..] : "";
        title = title[..Math.Max(0, title.IndexOf('"', StringComparison.Ordinal))];
        return new(SourceKind.Knowledge, Unescape(title), text.Trim('\n')) { Number = int.TryParse(number, out var parsed) ? parsed : null };
    }

    private static string Unescape(string text) => text
        .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal)
        .Replace("&quot;", "\"", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);
}
