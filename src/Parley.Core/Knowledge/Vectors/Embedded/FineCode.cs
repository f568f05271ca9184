using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Parley.Knowledge.Vectors.Embedded;

/// <summary>
/// A vector of length 1 in int16, to be multiplied with rows in int8: whole numbers, so that one instruction does sixteen products
/// and every processor comes to the same sum.
/// </summary>
/// <remarks>No sum overflows: by Cauchy and Schwarz it is at most 127 · √n · 32,767, which is below 2³¹ up to n = 266,000.</remarks>
internal static class FineCode
{
    private const int Largest = short.MaxValue;

    public static short[] Of(ReadOnlySpan<float> vector)
    {
        var numbers = new short[VectorCode.Stride(vector.Length)];
        Write(vector, numbers);
        return numbers;
    }

    public static void Write(ReadOnlySpan<float> vector, Span<short> numbers)
    {
        for (var i = 0; i < vector.Length; i++)
        {
            numbers[i] = (short)MathF.Round(Math.Clamp(vector[i], -1, 1) * Largest);
        }
    }

    /// <summary>The product of a row's int8 numbers and the vector; times the row's scale it is the cosine. Both in whole pieces of <see cref="VectorCode.Piece"/>.</summary>
    public static float Dot(ReadOnlySpan<sbyte> row, ReadOnlySpan<short> vector) =>
        (Avx2.IsSupported ? SumBySixteen(row, vector) : SumByEight(row, vector)) * (1f / Largest);

    private static int SumBySixteen(ReadOnlySpan<sbyte> row, ReadOnlySpan<short> vector)
    {
        ref var left = ref MemoryMarshal.GetReference(row);
        ref var right = ref MemoryMarshal.GetReference(vector[..row.Length]);
        Vector256<int> even = default, odd = default;
        for (nuint i = 0; i < (nuint)row.Length; i += 32)
        {
            even += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref left, i)), Vector256.LoadUnsafe(ref right, i));
            odd += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref left, i + 16)), Vector256.LoadUnsafe(ref right, i + 16));
        }

        return Vector256.Sum(even + odd);
    }

    /// <summary>The same without AVX2.</summary>
    internal static int SumByEight(ReadOnlySpan<sbyte> row, ReadOnlySpan<short> vector)
    {
        ref var left = ref MemoryMarshal.GetReference(row);
        ref var right = ref MemoryMarshal.GetReference(vector[..row.Length]);
        Vector128<int> sum = default;
        for (nuint i = 0; i < (nuint)row.Length; i += 16)
        {
            var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref left, i));
            sum += Products(low, Vector128.LoadUnsafe(ref right, i)) + Products(high, Vector128.LoadUnsafe(ref right, i + 8));
        }

        return Vector128.Sum(sum);
    }

    private static Vector128<int> Products(Vector128<short> left, Vector128<short> right)
    {
        var ((a, b), (c, d)) = (Vector128.Widen(left), Vector128.Widen(right));
        return (a * c) + (b * d);
    }
}
