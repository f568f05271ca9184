using System.Text;
using System.Text.Json;

namespace Parley.Structured;

/// <summary>Finds the JSON in a model's answer: models put it in code fences, or a sentence before it.</summary>
internal static class JsonAnswer
{
    private static readonly JsonReaderOptions Tolerant = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    /// <param name="problem">What is wrong with the answer, for the model to mend.</param>
    public static bool TryRead(string text, out JsonElement value, out string problem)
    {
        // What follows the value is passed over, as the fence's end is. The value may be no object only when it is all there is.
        problem = "the answer holds no JSON";
        foreach (var start in Starts(text))
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text[start..]), Tolerant);
            try
            {
                if (JsonDocument.TryParseValue(ref reader, out var document))
                {
                    using (document)
                    {
                        value = document.RootElement.Clone();
                        return true;
                    }
                }
            }
            catch (JsonException e)
            {
                problem = $"the answer is not valid JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine} of it)";
            }
        }

        value = default;
        return false;
    }

    private static IEnumerable<int> Starts(string text)
    {
        var trimmed = text.Length - text.AsSpan().TrimStart().Length;
        if (trimmed < text.Length && text[trimmed] is not ('{' or '[' or '`') && IsWhole(text))
        {
            yield return trimmed;
        }

        var fence = text.IndexOf("```", StringComparison.Ordinal);
        if (fence >= 0 && text.IndexOfAny(['{', '['], fence) is >= 0 and var fenced)
        {
            yield return fenced;
        }

        if (text.IndexOfAny(['{', '[']) is >= 0 and var first)
        {
            yield return first;
        }
    }

    private static bool IsWhole(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
