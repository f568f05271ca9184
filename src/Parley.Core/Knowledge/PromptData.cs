using System.Text;

namespace Parley.Knowledge;

/// <summary>Text that others wrote, as it stands in a question to a model: between marks that it cannot write itself.</summary>
internal static class PromptData
{
    /// <param name="name">Of the marks: a word of our own.</param>
    /// <param name="most">Of its letters, the most that are shown.</param>
    public static string Fence(string name, string text, int most) => $"<{name}>\n{Escape(Cut(text, most))}\n</{name}>\n";

    private static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    // What begins like a mark, be it an opening one, is none any more; a comparison of numbers stays what it is.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            escaped.Append(text[i]);
            if (text[i] == '<' && i + 1 < text.Length && (text[i + 1] is '/' or '!' || char.IsLetter(text[i + 1])))
            {
                escaped.Append(' ');
            }
        }

        return escaped.ToString();
    }
}
