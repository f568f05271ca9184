using System.Text;
using System.Text.Json;

namespace Parley.Knowledge.Reading.Formats;

/// <summary>A JSON value as indented lines, <c>name: value</c>: what it says, without brackets and escapes.</summary>
internal static class JsonText
{
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="DocumentReadException"><see cref="ReadFailure.TooLarge"/>: nested too deep, or too long.</exception>
    public static void Write(ReadOnlySpan<byte> json, DocumentBuilder text, int maxDepth, CancellationToken cancellationToken)
    {
        var reader = new Utf8JsonReader(json, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = maxDepth + 1 });
        var afterName = false;
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    if (reader.CurrentDepth >= maxDepth)
                        throw new DocumentReadException(ReadFailure.TooLarge, $"The file is nested deeper than {maxDepth} levels.");
                    text.EndLine();
                    afterName = false;
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    text.EndLine();

                    // What stands in a list or at the top is a thing by itself.
                    if (reader.CurrentDepth <= 1)
                        text.EndParagraph();
                    afterName = false;
                    break;
                case JsonTokenType.PropertyName:
                    text.EndLine();
                    Indent(text, reader.CurrentDepth - 1);
                    text.Append(reader.GetString()).Append(": ");
                    afterName = true;
                    break;
                default:
                    if (!afterName)
                    {
                        text.EndLine();
                        Indent(text, reader.CurrentDepth - 1);
                    }

                    text.Append(Value(ref reader));
                    text.EndLine();
                    afterName = false;
                    break;
            }
        }
    }

    // A bound, so that depth times lines stays near the size of the file.
    private static void Indent(DocumentBuilder text, int depth) => text.Append("                ".AsSpan(0, 2 * Math.Clamp(depth, 0, 8)));

    private static string Value(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString()!,
        _ => Encoding.UTF8.GetString(reader.ValueSpan),
    };
}
