using System.ComponentModel.DataAnnotations;

namespace Parley.Fetching;

/// <summary>The bounds for pages and files that are fetched from the web. Section <c>Fetching</c>.</summary>
public sealed class FetchOptions
{
    /// <summary>The most bytes of one answer, unpacked. Default 10 MiB; 1 KiB to 1 GiB.</summary>
    [Range(1024, 1024 * 1024 * 1024)]
    public int MaxBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>How long one may take altogether, redirects included. Default 30 s; 1 s to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many redirects are followed. Default 5; 0 to 20.</summary>
    [Range(0, 20)]
    public int MaxRedirects { get; set; } = 5;
}
