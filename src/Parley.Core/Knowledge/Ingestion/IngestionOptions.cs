using System.ComponentModel.DataAnnotations;

namespace Parley.Knowledge.Ingestion;

/// <summary>What may be added to collections, and how much at once. Section <c>Knowledge:Ingestion</c>.</summary>
public sealed class IngestionOptions
{
    /// <summary>
    /// Folders of the server's machine that its operators may add, with commas or line ends between them (KNOWLEDGE_FOLDERS). What
    /// lies in them may be added, and links that lead out of them are not followed. Default: none. In the terminal any folder may be.
    /// </summary>
    public string? Folders { get; set; }

    /// <summary>Whether passages are embedded, to be found by their meaning too. Default true; without it they come in faster and are found by their words.</summary>
    public bool Embed { get; set; } = true;

    /// <summary>The most files of one upload. Default 1000; 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int MaxUploadFiles { get; set; } = 1000;

    /// <summary>The most bytes of one upload. Default 512 MiB; 1 MiB to 8 GiB.</summary>
    [Range(1024L * 1024, 8L * 1024 * 1024 * 1024)]
    public long MaxUploadBytes { get; set; } = 512L * 1024 * 1024;

    /// <summary>The most addresses added at once. Default 100; 1 to 1000.</summary>
    [Range(1, 1000)]
    public int MaxUrls { get; set; } = 100;

    /// <summary>The most files taken from one folder. Default 200,000; 1 to 10 million.</summary>
    [Range(1, 10_000_000)]
    public int MaxFolderFiles { get; set; } = 200_000;

    /// <summary>How long removed documents are remembered, so that whatever is derived from a collection learns of it. Default 7 days; 1 hour to 1 year.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan Remembrance { get; set; } = TimeSpan.FromDays(7);
}
