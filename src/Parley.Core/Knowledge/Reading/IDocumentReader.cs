namespace Parley.Knowledge.Reading;

/// <summary>
/// Turns files of one kind into text. To add one, write one class and register it with <c>AddDocumentReader&lt;T&gt;()</c>;
/// the conformance suite then runs against it.
/// </summary>
public interface IDocumentReader
{
    /// <summary>The endings of file names, lower case with the dot: <c>.md</c>. No two readers share one.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>The media types of files without a telling name: <c>text/markdown</c>.</summary>
    IReadOnlyList<string> MediaTypes { get; }

    /// <summary>
    /// Reads the text. The file is hostile: whatever it claims of sizes, counts and nesting is bounded by
    /// <see cref="ReadingOptions"/> before anything is reserved for it, and nothing it names is fetched or run.
    /// </summary>
    /// <exception cref="DocumentReadException">The file cannot be read, and says why in words for whoever sent it. Nothing else is thrown but cancellation.</exception>
    Task<DocumentText> ReadAsync(DocumentFile file, CancellationToken cancellationToken);
}
