using System.ComponentModel.DataAnnotations;

namespace Parley.Knowledge.Vectors.Outside;

/// <summary>How vectors are taken out of stores outside the database. Section <c>VectorStores:Removal</c>.</summary>
public sealed class RemovalOptions
{
    /// <summary>How often it is looked for what others have left to be removed; what this process does is seen at once. Default 5 s; 0.05 s to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:10:00")]
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a store that failed is left alone; twice as long after each further failure, up to five minutes. Default 2 s; 0.01 s to 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:05:00")]
    public TimeSpan Backoff { get; set; } = TimeSpan.FromSeconds(2);
}
