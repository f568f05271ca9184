using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Parley.Knowledge.Reading.Decoding;
using Parley.Knowledge.Reading.Describing;

namespace Parley.Knowledge.Reading;

/// <summary>
/// Reads any file: chooses the reader, holds the bounds, and sees to it that the text is as <see cref="DocumentText"/> promises.
/// </summary>
public sealed partial class ReaderCatalogue
{
    private readonly Dictionary<string, IDocumentReader> byExtension = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, IDocumentReader> byMediaType = new(StringComparer.OrdinalIgnoreCase);
    private readonly ReadingOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<ReaderCatalogue> logger;

    public ReaderCatalogue(
        IEnumerable<IDocumentReader> readers, IOptions<ReadingOptions> options, TimeProvider time, ILogger<ReaderCatalogue> logger)
    {
        ArgumentNullException.ThrowIfNull(readers);
        ArgumentNullException.ThrowIfNull(options);
        (this.options, this.time, this.logger) = (options.Value, time, logger);
        foreach (var reader in readers)
        {
            // Add throws where two readers share an ending or a type: a mistake of whoever registered them.
            foreach (var extension in reader.Extensions)
                byExtension.Add(extension, reader);
            foreach (var type in reader.MediaTypes)
                byMediaType.Add(type, reader);
        }
    }

    /// <summary>The endings of names that are read, in order.</summary>
    public IReadOnlyList<string> Extensions => [.. byExtension.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether a file of this name is worth reading, for walking through folders.</summary>
    public bool Knows(string name) => byExtension.ContainsKey(Path.GetExtension(name));

    /// <exception cref="DocumentReadException">It cannot be read.</exception>
    public async Task<DocumentText> ReadAsync(DocumentFile file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        var reader = Choose(file);
        using var limit = new CancellationTokenSource(options.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        DocumentText read;
        try
        {
            // Readers compute without ever waiting, hence a thread of the pool.
            read = await Task.Run(() => reader.ReadAsync(file, both.Token), both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DocumentReadException(ReadFailure.TimedOut, $"Reading the file took longer than {options.Timeout.TotalSeconds:0} seconds.");
        }
        catch (Exception exception) when (exception is not (DocumentReadException or OperationCanceledException))
        {
            // The exception may quote the file, so only its kind is logged.
            LogFailed(reader.GetType().Name, exception.GetType().Name);
            throw new DocumentReadException(ReadFailure.Broken, "The file is damaged and cannot be read.", exception);
        }

        return Finish(read);
    }

    private IDocumentReader Choose(DocumentFile file)
    {
        // 1. Bounds that need no reader.
        if (file.Content.Length > options.MaxFileBytes)
            throw new DocumentReadException(ReadFailure.TooLarge, $"The file is larger than {options.MaxFileBytes / (1024.0 * 1024):0.#} MiB.");
        if (file.Content.IsEmpty)
            throw new DocumentReadException(ReadFailure.Empty, "The file is empty.");

        // 2. By its name, else by the type it was sent with, else by what it begins with.
        var content = file.Content.Span;
        var signature = FileSignature.Of(content);
        var named = byExtension.GetValueOrDefault(Path.GetExtension(file.Name));
        if (named is null && signature.Kind == ContentKind.Binary)
            throw new DocumentReadException(ReadFailure.Unsupported, $"This is {signature.Name}, which is not read.");
        var reader = named
            ?? ByType(file.MediaType, signature, content)
            ?? throw new DocumentReadException(ReadFailure.Unsupported, "Files of this kind are not read.");

        // 3. A name may not lie about what a file is from outside.
        if (signature.IsCompoundFile && reader.Content == ContentKind.Zip)
            throw CompoundFile(content);
        if (reader.Content != signature.Kind && !(reader.Content == ContentKind.Pdf && signature.MayBePdf))
        {
            throw new DocumentReadException(ReadFailure.Mislabelled, signature.Name is null
                ? "The content of the file is not what its name says."
                : $"The name says otherwise, but this is {signature.Name}.");
        }

        // 4. A web page that was saved as text is read as the page it is. Other texts are read as they are named: it is all text.
        return reader.Extensions.Contains(".txt") && IsWebPage(content) && byExtension.TryGetValue(".html", out var html) ? html : reader;
    }

    private IDocumentReader? ByType(string? mediaType, FileSignature signature, ReadOnlySpan<byte> content)
    {
        var type = mediaType?.Split(';')[0].Trim();
        if (type is not null && byMediaType.TryGetValue(type, out var typed))
            return typed;
        return byExtension.GetValueOrDefault(signature.Kind switch
        {
            ContentKind.Pdf => ".pdf",
            ContentKind.Text when IsWebPage(content) => ".html",
            ContentKind.Text => ".txt",
            _ => "",
        });
    }

    private static DocumentReadException CompoundFile(ReadOnlySpan<byte> content) =>
        content.IndexOf("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"u8) >= 0
            ? new(ReadFailure.Encrypted, "The file is protected by a password. Save it without one.")
            : new(ReadFailure.Mislabelled, "This is a file of Office before 2007. Save it in the newer form, as .docx, .xlsx or .pptx.");

    private static bool IsWebPage(ReadOnlySpan<byte> content)
    {
        var head = content[..Math.Min(content.Length, 256)];
        if (head.StartsWith("\uFEFF"u8))
            head = head[3..];
        head = head.TrimStart(" \t\r\n"u8);
        return StartsWith(head, "<!doctype html"u8) || StartsWith(head, "<html"u8);

        static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> start) =>
            text.Length >= start.Length && System.Text.Ascii.EqualsIgnoreCase(text[..start.Length], start);
    }

    private DocumentText Finish(DocumentText read)
    {
        var clean = TextCleaning.Clean(read);
        if (clean.Text.Length > options.MaxTextLength)
            throw new DocumentReadException(ReadFailure.TooLarge, $"The text of the file is longer than {options.MaxTextLength:N0} characters.");
        if (clean.Pages.Count > options.MaxPages)
            throw new DocumentReadException(ReadFailure.TooLarge, $"The file has more than {options.MaxPages:N0} pages.");
        if (clean.Text.AsSpan().IsWhiteSpace())
            throw new DocumentReadException(ReadFailure.Empty, "There is no text in the file.");
        return clean with { Metadata = DocumentDescription.Complete(clean), Sections = Bounded(clean.Sections, options.MaxSections) };
    }

    // Whole levels: what is left is still all there is above a place of the text, down to some level.
    private static IReadOnlyList<Section> Bounded(IReadOnlyList<Section> sections, int most)
    {
        if (sections.Count <= most)
            return sections;
        var kept = 0;
        var level = 0;
        foreach (var (next, count) in sections.CountBy(section => section.Level).OrderBy(counted => counted.Key))
        {
            if ((kept += count) > most)
                break;
            level = next;
        }

        return [.. sections.Where(section => section.Level <= level)];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Reader} failed on a file with {Exception}")]
    private partial void LogFailed(string reader, string exception);
}
