using System.ComponentModel.DataAnnotations;

namespace Parley.Knowledge.Reading;

/// <summary>The bounds for files that are read. Section <c>Knowledge:Reading</c>.</summary>
public sealed class ReadingOptions
{
    /// <summary>The largest file, in bytes. Default 50 MiB; 1 KiB to 1 GiB.</summary>
    [Range(1024, 1024 * 1024 * 1024)]
    public int MaxFileBytes { get; set; } = 50 * 1024 * 1024;

    /// <summary>The longest text taken from one file, in UTF-16 units. Default 20 million; 1,000 to 200 million.</summary>
    [Range(1_000, 200_000_000)]
    public int MaxTextLength { get; set; } = 20_000_000;

    /// <summary>The most that the parts of a packed file (docx, xlsx, pptx) may unpack to together, in bytes. Default 200 MiB; 1 MiB to 2 GiB.</summary>
    [Range(1024 * 1024, int.MaxValue)]
    public int MaxUnpackedBytes { get; set; } = 200 * 1024 * 1024;

    /// <summary>The most parts in a packed file. Default 10,000; 100 to 1,000,000.</summary>
    [Range(100, 1_000_000)]
    public int MaxParts { get; set; } = 10_000;

    /// <summary>How deep elements of a file may be nested. Default 256; 16 to 10,000.</summary>
    [Range(16, 10_000)]
    public int MaxDepth { get; set; } = 256;

    /// <summary>The most pages, slides or sheets. Default 10,000; 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int MaxPages { get; set; } = 10_000;

    /// <summary>The most headings kept of one file. Of a file with more, the innermost levels are left out that are too many. Default 100,000; 100 to 1,000,000.</summary>
    [Range(100, 1_000_000)]
    public int MaxSections { get; set; } = 100_000;

    /// <summary>How long reading one file may take. Default 60 s; 1 s to 30 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:30:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The most memory a separate reading program may take, in bytes. Default 512 MiB; 64 MiB to 8 GiB.</summary>
    [Range(64L * 1024 * 1024, 8L * 1024 * 1024 * 1024)]
    public long MaxProcessMemory { get; set; } = 512L * 1024 * 1024;
}
