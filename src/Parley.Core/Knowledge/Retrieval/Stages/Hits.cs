using Parley.Knowledge.Retrieval.Ranking;

namespace Parley.Knowledge.Retrieval.Stages;

/// <summary>Hits of several queries.</summary>
internal static class Hits
{
    /// <summary>Makes one list by ranks; scores of different queries cannot be compared. What the first list thought of a hit is kept.</summary>
    public static IReadOnlyList<Hit> Fuse(IReadOnlyList<IReadOnlyList<Hit>> lists, int k)
    {
        var fused = Fusion.Reciprocal([.. lists.Select(IReadOnlyList<(Guid, double)> (list) => [.. list.Select(hit => (hit.ChunkId, hit.Fused))])], k);
        var known = new Dictionary<Guid, Hit>();
        foreach (var hit in lists.SelectMany(list => list))
        {
            known.TryAdd(hit.ChunkId, hit);
        }

        return [.. fused.OrderByDescending(hit => hit.Value).ThenBy(hit => hit.Key).Select(hit => known[hit.Key] with { Fused = hit.Value })];
    }
}
