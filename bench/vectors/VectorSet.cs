using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Parley.Models.Embeddings.Local;

namespace Parley.Bench.Vectors;

/// <summary>
/// What all are measured with, in one file: int32 count, dimensions, queries; the vectors and the queries as float32; for each query the
/// ten nearest as int32, by looking at all.
/// </summary>
internal sealed record VectorSet(int Dimensions, float[] Base, float[] Queries, int[] Truth)
{
    public const int Nearest = 10;

    public int Count => Base.Length / Dimensions;

    public int QueryCount => Queries.Length / Dimensions;

    public ReadOnlySpan<float> Vector(int i) => Base.AsSpan(i * Dimensions, Dimensions);

    public ReadOnlySpan<float> Query(int i) => Queries.AsSpan(i * Dimensions, Dimensions);

    /// <summary>The encoder's vectors of real sentences, each several times with noise of .3 of its length; without sentences, 1000 clusters.</summary>
    public static VectorSet Make(int count, int queries, IReadOnlyList<string> sentences)
    {
        var random = new Random(20261121);
        var centres = sentences.Count > 0 ? Embed(sentences) : [.. Enumerable.Range(0, 1000).Select(_ => Noisy(new float[512], 1, random))];
        var set = new VectorSet(512, new float[count * 512], new float[queries * 512], new int[queries * Nearest]);
        for (var i = 0; i < count; i++)
        {
            Noisy(centres[i % centres.Length], i < centres.Length && sentences.Count > 0 ? 0 : 0.3f, random).CopyTo(set.Base, i * 512);
        }

        for (var i = 0; i < queries; i++)
        {
            Noisy(set.Vector(random.Next(count)).ToArray(), 0.3f, random).CopyTo(set.Queries, i * 512);
        }

        Parallel.For(0, queries, i => set.Look(i).CopyTo(set.Truth, i * Nearest));
        return set;
    }

    public static VectorSet Read(string path)
    {
        using var file = File.OpenRead(path);
        var head = new int[3];
        file.ReadExactly(MemoryMarshal.AsBytes(head.AsSpan()));
        var set = new VectorSet(head[1], new float[head[0] * head[1]], new float[head[2] * head[1]], new int[head[2] * Nearest]);
        file.ReadExactly(MemoryMarshal.AsBytes(set.Base.AsSpan()));
        file.ReadExactly(MemoryMarshal.AsBytes(set.Queries.AsSpan()));
        file.ReadExactly(MemoryMarshal.AsBytes(set.Truth.AsSpan()));
        return set;
    }

    public void Write(string path)
    {
        using var file = File.Create(path);
        int[] head = [Count, Dimensions, QueryCount];
        file.Write(MemoryMarshal.AsBytes(head.AsSpan()));
        file.Write(MemoryMarshal.AsBytes(Base.AsSpan()));
        file.Write(MemoryMarshal.AsBytes(Queries.AsSpan()));
        file.Write(MemoryMarshal.AsBytes(Truth.AsSpan()));
    }

    private static float[][] Embed(IReadOnlyList<string> sentences)
    {
        var encoder = EncoderFile.Load(Path.Combine(AppContext.BaseDirectory, "assets", "use-lite-en.bin"));
        var vectors = new float[sentences.Count][];
        Parallel.ForEach(Enumerable.Range(0, sentences.Count).Chunk(64), batch =>
        {
            var made = encoder.Embed([.. batch.Select(i => sentences[i])], CancellationToken.None);
            made.CopyTo(vectors, batch[0]);
        });
        return vectors;
    }

    private int[] Look(int query)
    {
        var best = new PriorityQueue<int, float>();
        for (var i = 0; i < Count; i++)
        {
            best.Enqueue(i, TensorPrimitives.Dot(Query(query), Vector(i)));
            if (best.Count > Nearest)
            {
                best.Dequeue();
            }
        }

        return [.. best.UnorderedItems.Select(item => item.Element)];
    }

    private static float[] Noisy(float[] vector, float noise, Random random)
    {
        var result = new float[512];
        for (var i = 0; i < 512; i++)
        {
            var gauss = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            result[i] = vector[i] + (noise / MathF.Sqrt(512) * (float)gauss);
        }

        TensorPrimitives.Divide(result, TensorPrimitives.Norm<float>(result), result);
        return result;
    }
}
