using System.ComponentModel.DataAnnotations;

namespace Parley.Knowledge.Vectors.Embedded;

/// <summary>The indexes of the embedded store. Section <c>VectorStores:Embedded</c>.</summary>
public sealed class EmbeddedIndexOptions
{
    /// <summary>
    /// Memory for indexes, about; those of collections that were not searched for longest go first, and are made again when they are searched. The one that was
    /// searched last stays, however large. Default 1 GiB; 1 MiB to 1 TiB.
    /// </summary>
    [Range(1L << 20, 1L << 40)]
    public long MaxMemoryBytes { get; set; } = 1L << 30;

    /// <summary>How many of the nearest a search should find in a large collection, as a share. 1 looks at everything. Default .97; .5 to 1.</summary>
    [Range(0.5, 1)]
    public double Recall { get; set; } = 0.97;

    /// <summary>From how many vectors on a collection is put in order of centres; below that a search goes through all of them. Default 32,768; 1,000 to 100,000,000.</summary>
    [Range(1_000, 100_000_000)]
    public int SortFrom { get; set; } = 32_768;
}
