using System.Numerics.Tensors;
using System.Runtime.InteropServices;

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

    public static VectorSet Of(float[][] vectors, float[][] queries)
    {
        var dimensions = vectors[0].Length;
        var set = new VectorSet(dimensions, new float[vectors.Length * dimensions], new float[queries.Length * dimensions], new int[queries.Length * Nearest]);
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i].CopyTo(set.Base, i * dimensions);
        }

        for (var i = 0; i < queries.Length; i++)
        {
            queries[i].CopyTo(set.Queries, i * dimensions);
        }

        Parallel.For(0, queries.Length, i => set.Look(i).CopyTo(set.Truth, i * Nearest));
        return set;
    }

    public static VectorSet Read(string path)
    {
        using var file = File.OpenRead(path);
        var head = new int[3];
        file.ReadExactly(MemoryMarshal.AsBytes(head.AsSpan()));
        var set = new VectorSet(head[1], new float[head[0] * head[1]], new float[head[2] * head[1]], new int[head[2] * Nearest]);
        ReadAll(file, set.Base);
        ReadAll(file, set.Queries);
        file.ReadExactly(MemoryMarshal.AsBytes(set.Truth.AsSpan()));
        return set;
    }

    public void Write(string path)
    {
        using var file = File.Create(path);
        int[] head = [Count, Dimensions, QueryCount];
        file.Write(MemoryMarshal.AsBytes(head.AsSpan()));
        WriteAll(file, Base);
        WriteAll(file, Queries);
        file.Write(MemoryMarshal.AsBytes(Truth.AsSpan()));
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

    // A span has at most 2³¹ bytes.
    private static void ReadAll(FileStream file, float[] numbers)
    {
        for (var from = 0; from < numbers.Length; from += 1 << 24)
        {
            file.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan(from, Math.Min(1 << 24, numbers.Length - from))));
        }
    }

    private static void WriteAll(FileStream file, float[] numbers)
    {
        for (var from = 0; from < numbers.Length; from += 1 << 24)
        {
            file.Write(MemoryMarshal.AsBytes(numbers.AsSpan(from, Math.Min(1 << 24, numbers.Length - from))));
        }
    }
}
