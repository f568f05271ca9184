using System.Text;

namespace Parley.Models.Routing.Complexity;

/// <summary>
/// Parts what a person asks from the material they hand over: a pasted text about proofs is no demand for one.
/// Code blocks and quotations are left out; of a long message its first paragraph and a short last one count.
/// Reads at most the first <see cref="HeadLength"/> and the last <see cref="TailLength"/> characters, so that its time is bounded.
/// </summary>
internal readonly record struct Instruction(string Text, bool HasCode, bool HasLongMaterial)
{
    private const int HeadLength = 3000;
    private const int TailLength = 600;

    /// <summary>Below this a message is its own instruction, however many paragraphs it has.</summary>
    private const int ShortMessage = 400;
    private const int LongestLastParagraph = 240;
    private const int LongMaterial = 6000;

    /// <summary>A shorter quotation is a name or a term and part of what is asked.</summary>
    private const int ShortQuotation = 15;

    public static Instruction Read(string message)
    {
        var text = message.Length <= HeadLength + TailLength
            ? message
            : string.Concat(message.AsSpan(0, HeadLength), "\n\n", message.AsSpan(message.Length - TailLength));
        var hasCode = text.Contains("```", StringComparison.Ordinal);
        text = WithoutBlocks(text);
        return new(text.Length > ShortMessage ? FirstAndLast(text) : text, hasCode, message.Length > LongMaterial);
    }

    private static string WithoutBlocks(string text)
    {
        if (text.AsSpan().IndexOfAny("`\"“„«") < 0)
        {
            return text;
        }

        var kept = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var end = BlockEnd(text, at);
            if (end > at)
            {
                kept.Append(' ');
                at = end;
            }
            else
            {
                kept.Append(text[at++]);
            }
        }

        return kept.ToString();
    }

    /// <returns>Where the block that begins here ends; <paramref name="at"/> when none does.</returns>
    private static int BlockEnd(string text, int at)
    {
        if (text[at] is '`' && text.AsSpan(at).StartsWith("```"))
        {
            var fence = text.IndexOf("```", at + 3, StringComparison.Ordinal);
            return fence < 0 ? text.Length : fence + 3;
        }

        var close = text[at] switch { '"' => "\"", '“' => "”", '„' => "“”", '«' => "»", _ => null };
        var length = close is null ? -1 : text.AsSpan(at + 1).IndexOfAny(close);
        return length >= ShortQuotation ? at + length + 2 : at;
    }

    private static string FirstAndLast(string text)
    {
        var first = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (first < 0)
        {
            return text;
        }

        var last = text.LastIndexOf("\n\n", StringComparison.Ordinal);
        return last > first && text.Length - last <= LongestLastParagraph
            ? string.Concat(text.AsSpan(0, first), "\n", text.AsSpan(last))
            : text[..first];
    }
}
