using Parley.Knowledge.Reading.Decoding;

namespace Parley.Knowledge.Reading.Formats;

/// <summary>Source code and configuration, kept as they are.</summary>
internal sealed class SourceCodeReader : IDocumentReader
{
    public IReadOnlyList<string> Extensions { get; } =
    [
        ".c", ".h", ".cc", ".cpp", ".cxx", ".hpp", ".hh", ".cs", ".csx", ".fs", ".fsx", ".vb", ".java", ".kt", ".kts", ".scala", ".groovy", ".gradle",
        ".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx", ".vue", ".svelte", ".css", ".scss", ".less",
        ".py", ".pyi", ".rb", ".php", ".pl", ".pm", ".lua", ".r", ".jl", ".go", ".rs", ".swift", ".m", ".mm", ".dart", ".zig", ".nim",
        ".hs", ".elm", ".ex", ".exs", ".erl", ".clj", ".cljs", ".ml", ".mli", ".lisp", ".scm",
        ".sh", ".bash", ".zsh", ".fish", ".ps1", ".psm1", ".bat", ".cmd", ".sql", ".graphql", ".proto", ".asm", ".s",
        ".xml", ".xsd", ".xsl", ".xaml", ".csproj", ".props", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".conf", ".properties",
        ".tf", ".hcl", ".bicep", ".cmake", ".mk", ".diff", ".patch",
    ];

    public IReadOnlyList<string> MediaTypes { get; } =
    [
        "text/javascript", "application/javascript", "application/typescript", "text/css", "text/x-python", "text/x-csharp", "text/x-java-source",
        "text/x-c", "text/x-go", "text/x-rust", "text/x-sh", "application/x-sh", "application/sql", "text/xml", "application/xml",
        "application/yaml", "text/yaml", "application/toml",
    ];

    public ContentKind Content => ContentKind.Text;

    public Task<DocumentText> ReadAsync(DocumentFile file, CancellationToken cancellationToken) =>
        Task.FromResult(new DocumentText(TextDecoding.Decode(file.Content.Span), TextKind.Code));
}
