using System.Numerics;
using System.Runtime.CompilerServices;
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

    /// <summary>How many bits of each row differ from the query's.</summary>
    public static void Distances(ReadOnlySpan<ulong> query, ReadOnlySpan<ulong> rows, Span<ushort> distances)
    {
        if (query.Length == 8)
        {
            DistancesOfEight(query, rows, distances);
            return;
        }

        for (var row = 0; row < distances.Length; row++)
        {
            var bits = rows.Slice(row * query.Length, query.Length);
            var sum = 0;
            for (var word = 0; word < bits.Length; word++)
            {
                sum += BitOperations.PopCount(query[word] ^ bits[word]);
            }

            distances[row] = (ushort)sum;
        }
    }

    // 512 dimensions, the built-in model's: the query stays in registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DistancesOfEight(ReadOnlySpan<ulong> query, ReadOnlySpan<ulong> rows, Span<ushort> distances)
    {
        ulong a = query[0], b = query[1], c = query[2], d = query[3], e = query[4], f = query[5], g = query[6], h = query[7];
        for (var row = 0; row < distances.Length; row++)
        {
            var bits = rows.Slice(row * 8, 8);
            distances[row] = (ushort)(
                BitOperations.PopCount(a ^ bits[0]) + BitOperations.PopCount(b ^ bits[1])
                + BitOperations.PopCount(c ^ bits[2]) + BitOperations.PopCount(d ^ bits[3])
                + BitOperations.PopCount(e ^ bits[4]) + BitOperations.PopCount(f ^ bits[5])
                + BitOperations.PopCount(g ^ bits[6]) + BitOperations.PopCount(h ^ bits[7]));
        }
    }
}
