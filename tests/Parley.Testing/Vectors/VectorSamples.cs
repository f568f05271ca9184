using System.Numerics.Tensors;
using Parley.Knowledge.Vectors;

namespace Parley.Testing.Vectors;

/// <summary>Vectors as embeddings are: in clusters, all leaning one way. The same for the same seed.</summary>
public sealed class VectorSamples(int seed, int dimensions = VectorSamples.Dimensions)
{
    public const int Dimensions = 64;

    private static readonly string[] MediaTypes = ["text/plain", "text/markdown", "application/pdf"];
    private static readonly string?[] Languages = ["en", "de", null];
    private static readonly string[] Tags = ["a", "b", "c", "d"];

    private readonly Random _random = new(seed);
    private readonly List<float[]> _centres = [];

    public float[] Next()
    {
        while (_centres.Count < 20)
        {
            _centres.Add(Unit(i => 0.15f + Gauss()));
        }

        return Near(_centres[_random.Next(_centres.Count)], 0.08f);
    }

    public float[] Near(float[] vector, float noise) => Unit(i => vector[i] + (noise * Gauss()));

    /// <summary>What those have that have no date of their own.</summary>
    public static DateTime Added { get; } = new(2024, 6, 7, 8, 9, 10, DateTimeKind.Utc);

    public PassageTraits Traits() => new(
        Guid.CreateVersion7(), Pick(MediaTypes), Pick(Languages), _random.Next(4) == 0 ? Added : new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(_random.Next(1000)),
        [.. Tags.Where(_ => _random.Next(3) == 0)]);

    public PassageFilter Filter(IReadOnlyList<PassageTraits> known) => new()
    {
        Documents = _random.Next(4) == 0 ? [.. known.Where(_ => _random.Next(3) == 0).Take(50).Select(traits => traits.DocumentId)] : null,
        MediaTypes = _random.Next(3) == 0 ? [Pick(MediaTypes), Pick(MediaTypes)] : null,
        Languages = _random.Next(3) == 0 ? ["en"] : null,
        Tags = _random.Next(3) == 0 ? [Pick(Tags), Pick(Tags)] : null,
        From = _random.Next(3) == 0 ? new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(_random.Next(1000)) : null,
        To = _random.Next(3) == 0 ? new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(_random.Next(700)) : null,
    };

    public VectorEntry Entry(int window = 0, Guid? chunk = null, PassageTraits? traits = null) =>
        new(chunk ?? Guid.CreateVersion7(), window, Next(), traits ?? Traits());

    /// <summary>What the contract says of filters, said once more.</summary>
    public static bool Holds(PassageFilter filter, PassageTraits traits) =>
        (filter.Documents?.Contains(traits.DocumentId) ?? true)
        && (filter.MediaTypes?.Contains(traits.MediaType) ?? true)
        && (filter.Languages is null || (traits.Language is not null && filter.Languages.Contains(traits.Language)))
        && (filter.Tags?.Any(tag => traits.Tags.Contains(tag)) ?? true)
        && (filter.From is null || traits.Date >= filter.From.Value)
        && (filter.To is null || traits.Date < filter.To.Value);

    /// <summary>By looking at every one.</summary>
    public static List<VectorHit> Nearest(IEnumerable<VectorEntry> entries, float[] query, int top) =>
        [.. entries.GroupBy(entry => entry.ChunkId).Select(windows => new VectorHit(windows.Key, windows.Max(window => TensorPrimitives.Dot(query, window.Vector.Span))))
            .OrderByDescending(hit => hit.Score).Take(top)];

    private float[] Unit(Func<int, float> at)
    {
        var vector = new float[dimensions];
        for (var i = 0; i < dimensions; i++)
        {
            vector[i] = at(i);
        }

        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        return vector;
    }

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];

    private float Gauss() => (float)(Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble()));
}
