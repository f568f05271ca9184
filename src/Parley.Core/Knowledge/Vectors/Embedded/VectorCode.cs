using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Parley.Knowledge.Vectors.Embedded;

/// <summary>
/// A vector in a quarter of its size: int8 numbers and one scale, in bytes the scale (float32, little endian) and then the numbers. Where
/// rows of numbers are worked on, zeros fill each up to whole pieces, so that no loop has a remainder.
/// </summary>
internal static class VectorCode
{
    /// <summary>Two cache lines.</summary>
    public const int Piece = 128;

    private const int Largest = 127;

    /// <summary>How many numbers a row takes.</summary>
    public static int Stride(int dimensions) => (dimensions + Piece - 1) / Piece * Piece;

    public static byte[] Encode(ReadOnlySpan<float> vector)
    {
        var bytes = new byte[sizeof(float) + vector.Length];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, Write(vector, MemoryMarshal.Cast<byte, sbyte>(bytes.AsSpan(sizeof(float)))));
        return bytes;
    }

    /// <returns>What the numbers are to be multiplied with; 0 for a vector of no direction.</returns>
    public static float Write(ReadOnlySpan<float> vector, Span<sbyte> numbers)
    {
        numbers.Clear();
        var most = MathF.Abs(TensorPrimitives.MaxMagnitude(vector));
        if (most == 0 || !float.IsFinite(most))
        {
            return 0;
        }

        for (var i = 0; i < vector.Length; i++)
        {
            numbers[i] = (sbyte)MathF.Round(vector[i] / most * Largest);
        }

        return most / Largest;
    }

    public static ReadOnlySpan<sbyte> Numbers(ReadOnlySpan<byte> bytes) => MemoryMarshal.Cast<byte, sbyte>(bytes[sizeof(float)..]);

    /// <summary>A row's numbers as floats, times a scale. Both in whole pieces.</summary>
    public static void Expand(ReadOnlySpan<sbyte> numbers, float scale, Span<float> vector)
    {
        var by = Vector128.Create(scale);
        for (var i = 0; i < numbers.Length; i += Vector128<sbyte>.Count)
        {
            var (low, high) = Vector128.Widen(Vector128.Create(numbers[i..]));
            Four(low, vector[i..], by);
            Four(high, vector[(i + Vector128<short>.Count)..], by);
        }

        static void Four(Vector128<short> numbers, Span<float> vector, Vector128<float> by)
        {
            var (low, high) = Vector128.Widen(numbers);
            (Vector128.ConvertToSingle(low) * by).CopyTo(vector);
            (Vector128.ConvertToSingle(high) * by).CopyTo(vector[Vector128<float>.Count..]);
        }
    }
}
