namespace Parley.Knowledge.Reading;

/// <summary>What a file is by its first bytes.</summary>
/// <param name="Name">In words, for whoever sent it; null for what may be text.</param>
internal readonly record struct FileSignature(ContentKind Kind, string? Name)
{
    // A PDF may have other bytes before its header (ISO 32000-1, annex H.3.4.1: within the first 1024).
    private const int PdfHeaderWithin = 1024;

    /// <summary>An OLE compound file: a document of Office before 2007, or one of a later Office that needs a password.</summary>
    public bool IsCompoundFile => Name == CompoundFile;

    /// <summary>A PDF's header stands behind other bytes; or this is a text about PDFs.</summary>
    public bool MayBePdf { get; private init; }

    private const string CompoundFile = "an old Office file";

    public static FileSignature Of(ReadOnlySpan<byte> content)
    {
        // Order matters: what a file begins with counts more than what it has a little later, as in a picture with a PDF behind it.
        if (content.StartsWith("%PDF-"u8))
            return new(ContentKind.Pdf, "a PDF");
        if (content.StartsWith("PK\u0003\u0004"u8) || content.StartsWith("PK\u0005\u0006"u8) || content.StartsWith("PK\u0007\u0008"u8))
            return new(ContentKind.Zip, "a zip archive");
        if (Binary(content) is { } name)
            return new(ContentKind.Binary, name);
        var head = content[..Math.Min(content.Length, PdfHeaderWithin)];
        return new(ContentKind.Text, null) { MayBePdf = head.IndexOf("%PDF-"u8) >= 0 };
    }

    private static string? Binary(ReadOnlySpan<byte> content) => content switch
    {
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => CompoundFile,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, ..] => "a PNG picture",
        [0xFF, 0xD8, 0xFF, ..] => "a JPEG picture",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => "a GIF picture",
        [(byte)'I', (byte)'I', 0x2A, 0, ..] or [(byte)'M', (byte)'M', 0, 0x2A, ..] => "a TIFF picture",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, ..] => "a picture, sound or film",
        [(byte)'I', (byte)'D', (byte)'3', < 0x10, ..] or [(byte)'O', (byte)'g', (byte)'g', (byte)'S', 0, ..] => "a sound file",
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] when content[0] == 0 => "a film",
        [0x7F, (byte)'E', (byte)'L', (byte)'F', ..] => "a program",
        [(byte)'M', (byte)'Z', _, 0, ..] => "a program",
        [0x1F, 0x8B, 0x08, ..] or [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', (byte)'1', (byte)'A', (byte)'Y', ..] => "a packed file",
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] or [0x28, 0xB5, 0x2F, 0xFD, ..] => "a packed file",
        [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, ..] or [(byte)'R', (byte)'a', (byte)'r', (byte)'!', 0x1A, 0x07, ..] => "an archive",
        [(byte)'S', (byte)'Q', (byte)'L', (byte)'i', (byte)'t', (byte)'e', (byte)' ', ..] => "a database",
        [(byte)'{', (byte)'\\', (byte)'r', (byte)'t', (byte)'f', ..] => "an RTF document",
        _ => null,
    };
}
