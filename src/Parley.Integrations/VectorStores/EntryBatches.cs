using Parley.Knowledge.Vectors;

namespace Parley.Integrations.VectorStores;

/// <summary>Cuts what is written into requests that a service takes.</summary>
internal static class EntryBatches
{
    /// <summary>The most that a number of a vector takes in JSON: <c>-1.2345678E-05,</c>.</summary>
    private const int BytesPerNumber = 15;

    /// <summary>Ids, names of fields and braces, generously.</summary>
    private const int BytesPerEntry = 600;

    public static IEnumerable<List<VectorEntry>> Of(IEnumerable<VectorEntry> entries, int maxEntries, int maxBytes)
    {
        var batch = new List<VectorEntry>();
        var bytes = 0L;
        foreach (var entry in entries)
        {
            var size = SizeOf(entry);
            if (batch.Count == maxEntries || (batch.Count > 0 && bytes + size > maxBytes))
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }

            batch.Add(entry);
            bytes += size;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    // Six bytes for a character that JSON escapes.
    private static long SizeOf(VectorEntry entry) =>
        BytesPerEntry + ((long)BytesPerNumber * entry.Vector.Length) + (6 * (entry.Traits.MediaType.Length + entry.Traits.Tags.Sum(tag => tag.Length + 1)));
}
