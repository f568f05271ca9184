using System.Globalization;
using System.Text;
using Parley.Chat;

namespace Parley.Cli.Conversations;

/// <summary>A conversation as a Markdown document.</summary>
internal static class MarkdownExport
{
    public static string Write(Transcript transcript)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {transcript.Conversation.Title}\n");
        foreach (var entry in transcript.Entries)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {Heading(entry)}\n\n");
            text.Append(entry.Message.Content.Length > 0 ? entry.Message.Content.Trim('\n') + "\n" : "");
            if (entry.Flaw is { } flaw)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n*({flaw})*\n");
            }
        }

        return text.ToString();
    }

    private static string Heading(TranscriptEntry entry)
    {
        var time = entry.Message.CreatedAt.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        return entry.IsUser ? $"You, {time}"
            : entry.Turn is { } turn ? $"{turn.Provider}/{turn.Model}, {time}"
            : $"Assistant, {time}";
    }
}
