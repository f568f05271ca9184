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

    /// <summary>What its files look like from outside. Whatever looks otherwise is refused as mislabelled before the reader sees it.</summary>
    ContentKind Content { get; }

    /// <summary>
    /// Reads the text. The file is hostile: whatever it claims of sizes, counts and nesting is bounded by
    /// <see cref="ReadingOptions"/> before anything is reserved for it, and nothing it names is fetched or run.
    /// </summary>
    /// <exception cref="DocumentReadException">The file cannot be read, and says why in words for whoever sent it. Anything else that is thrown, but cancellation, counts as <see cref="ReadFailure.Broken"/>.</exception>
    Task<DocumentText> ReadAsync(DocumentFile file, CancellationToken cancellationToken);
}

/// <summary>What the first bytes of a file say that it is.</summary>
public enum ContentKind
{
    Text,
    Pdf,

    /// <summary>A zip archive, as docx, xlsx and pptx are.</summary>
    Zip,

    /// <summary>Anything else: pictures, sound, programs, other archives.</summary>
    Binary,
}
