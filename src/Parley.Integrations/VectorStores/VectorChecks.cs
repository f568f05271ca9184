using System.Numerics.Tensors;
using Parley.Knowledge.Vectors;

namespace Parley.Integrations.VectorStores;

/// <summary>What every store asks of what it is given, and how it puts hits together.</summary>
internal static class VectorChecks
{
    private const int MostHits = 1000;

    /// <exception cref="ArgumentException">A vector does not have the space's dimensions.</exception>
    public static void Check(VectorSpace space, IReadOnlyList<VectorEntry> entries)
    {
        if (entries.FirstOrDefault(entry => entry.Vector.Length != space.Dimensions) is { } wrong)
        {
            throw new ArgumentException($"A vector has {wrong.Vector.Length} dimensions, and the space {space.Dimensions}.", nameof(entries));
        }
    }

    /// <summary>Checks a query, and whether it can find anything at all.</summary>
    /// <exception cref="ArgumentException">The vector does not have the spaces' dimensions, or too many hits are wanted.</exception>
    public static bool FindsNothing(VectorQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Top, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Top, MostHits);
        if (query.In.FirstOrDefault(space => space.Dimensions != query.Vector.Length) is { } other)
        {
            throw new ArgumentException($"The query has {query.Vector.Length} dimensions, and a space {other.Dimensions}.", nameof(query));
        }

        // Of a list one member must hold, so that nothing holds an empty one.
        var filter = query.Filter;
        return query.In.Count == 0 || !HasDirection(query.Vector)
            || filter is { Documents.Count: 0 } or { MediaTypes.Count: 0 } or { Languages.Count: 0 } or { Tags.Count: 0 };
    }

    /// <summary>Whether anything can be near to it. A text without anything to embed has the zero vector, which is not kept.</summary>
    public static bool HasDirection(ReadOnlyMemory<float> vector) => TensorPrimitives.Norm(vector.Span) is > 0 and < float.PositiveInfinity;

    /// <summary>Media types and languages are the same in either case.</summary>
    public static string Fold(string text) => text.ToLowerInvariant();

    public static string[] Fold(IEnumerable<string> texts) => [.. texts.Select(Fold).Distinct()];

    public static DateTime Utc(DateTime date) => date.Kind is DateTimeKind.Local ? date.ToUniversalTime() : DateTime.SpecifyKind(date, DateTimeKind.Utc);

    /// <summary>Each passage once, with the score of its best window.</summary>
    public static IReadOnlyList<VectorHit> Best(IEnumerable<VectorHit> windows, int top) =>
        [.. windows.GroupBy(hit => hit.ChunkId)
            .Select(passage => new VectorHit(passage.Key, passage.Max(hit => hit.Score)))
            .OrderByDescending(hit => hit.Score).ThenBy(hit => hit.ChunkId).Take(top)];
}
