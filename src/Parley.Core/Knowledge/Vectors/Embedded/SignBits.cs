using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Parley.Knowledge.Vectors.Embedded;

/// <summary>
/// One bit for each number of a vector: whether it is above the mean of all vectors there. How many bits differ follows the angle
/// between two vectors (M. Charikar 2002); taking the mean away first tells apart vectors that all point one way.
/// </summary>
internal static class SignBits
{
    public static int Words(int dimensions) => (dimensions + 63) / 64;

    public static void Write(ReadOnlySpan<float> vector, ReadOnlySpan<float> mean, Span<ulong> bits)
    {
        bits.Clear();
        var i = 0;
        for (; i + 8 <= vector.Length; i += 8)
        {
            ulong eight = Vector256.GreaterThan(Vector256.Create(vector[i..]), Vector256.Create(mean[i..])).ExtractMostSignificantBits();
            bits[i / 64] |= eight << (i % 64);
        }

        for (; i < vector.Length; i++)
        {
            bits[i / 64] |= (vector[i] > mean[i] ? 1UL : 0) << (i % 64);
        }
    }

    /// <summary>How many bits of a row differ from the query's.</summary>
    public static int Distance(ReadOnlySpan<ulong> query, ReadOnlySpan<ulong> row)
    {
        var sum = 0;
        for (var word = 0; word < query.Length; word++)
        {
            sum += BitOperations.PopCount(query[word] ^ row[word]);
        }

        return sum;
    }

    /// <summary>How many bits of each row differ from the query's.</summary>
    public static void Distances(ReadOnlySpan<ulong> query, ReadOnlySpan<ulong> rows, Span<ushort> distances)
    {
        if (query.Length == 8)
        {
            DistancesOfEight(query, rows[..(distances.Length * 8)], distances);
            return;
        }

        for (var row = 0; row < distances.Length; row++)
        {
            distances[row] = (ushort)Distance(query, rows.Slice(row * query.Length, query.Length));
        }
    }

    // 512 dimensions, the built-in model's: the query stays in registers. Counting words one by one is as quick as AVX2's shuffles here: processors
    // do several in a cycle.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DistancesOfEight(ReadOnlySpan<ulong> query, ReadOnlySpan<ulong> rows, Span<ushort> distances)
    {
        ulong a = query[0], b = query[1], c = query[2], d = query[3], e = query[4], f = query[5], g = query[6], h = query[7];
        ref var bits = ref MemoryMarshal.GetReference(rows);
        for (var row = 0; row < distances.Length; row++)
        {
            distances[row] = (ushort)(
                BitOperations.PopCount(a ^ bits) + BitOperations.PopCount(b ^ Unsafe.Add(ref bits, 1))
                + BitOperations.PopCount(c ^ Unsafe.Add(ref bits, 2)) + BitOperations.PopCount(d ^ Unsafe.Add(ref bits, 3))
                + BitOperations.PopCount(e ^ Unsafe.Add(ref bits, 4)) + BitOperations.PopCount(f ^ Unsafe.Add(ref bits, 5))
                + BitOperations.PopCount(g ^ Unsafe.Add(ref bits, 6)) + BitOperations.PopCount(h ^ Unsafe.Add(ref bits, 7)));
            bits = ref Unsafe.Add(ref bits, 8);
        }
    }
}
