namespace Parley.Knowledge.Library;

/// <summary>What kind of file a document is, by its name: what filters go by, and what it is sent as.</summary>
public static class MediaTypes
{
    private const int MaxLength = 100;

    private static readonly Dictionary<string, string> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".txt"] = "text/plain",
        [".md"] = "text/markdown",
        [".markdown"] = "text/markdown",
        [".html"] = "text/html",
        [".htm"] = "text/html",
        [".pdf"] = "application/pdf",
        [".docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [".pptx"] = "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        [".csv"] = "text/csv",
        [".tsv"] = "text/tab-separated-values",
        [".json"] = "application/json",
        [".jsonl"] = "application/jsonl",
        [".eml"] = "message/rfc822",
        [".xml"] = "application/xml",
        [".py"] = "text/x-python",
        [".cs"] = "text/x-csharp",
        [".js"] = "text/javascript",
        [".ts"] = "text/x-typescript",
        [".java"] = "text/x-java",
        [".go"] = "text/x-go",
        [".rs"] = "text/x-rust",
        [".c"] = "text/x-c",
        [".h"] = "text/x-c",
        [".cpp"] = "text/x-c++",
        [".sql"] = "text/x-sql",
        [".sh"] = "text/x-sh",
        [".yaml"] = "application/yaml",
        [".yml"] = "application/yaml",
    };

    /// <param name="said">What whoever sent it said, for names that say nothing.</param>
    public static string Of(string name, string? said)
    {
        if (ByExtension.TryGetValue(Path.GetExtension(name), out var known))
        {
            return known;
        }

        var type = said?.Split(';')[0].Trim().ToLowerInvariant();
        return type is { Length: > 0 and <= MaxLength } && type.Count(c => c == '/') == 1 && type.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '+' or '-' or '_')
            ? type
            : "application/octet-stream";
    }
}
