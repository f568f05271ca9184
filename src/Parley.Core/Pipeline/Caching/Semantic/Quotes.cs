namespace Parley.Pipeline.Caching.Semantic;

/// <summary>What stands in quotation marks or between backticks. An apostrophe opens nothing.</summary>
internal static class Quotes
{
    private const string Opening = "\"“„«`";
    private const string Closing = "\"””»`";

    public static IEnumerable<string> Read(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (Opening.IndexOf(text[i], StringComparison.Ordinal) is var kind && kind < 0)
            {
                continue;
            }

            // German opens with „ and closes with “.
            var end = text[i] is '„' ? text.AsSpan(i + 1).IndexOfAny('“', '”') : text.AsSpan(i + 1).IndexOf(Closing[kind]);
            if (end < 0)
            {
                continue;
            }

            yield return text.Substring(i + 1, end);
            i += end + 1;
        }
    }
}
