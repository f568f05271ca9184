using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Parley.Knowledge.Vectors.Embedded;

/// <summary>A vector in a quarter of its size: int8 numbers and one scale, in bytes the scale (float32, little endian) and then the numbers.</summary>
internal static class VectorCode
{
    private const int Largest = 127;

    public static byte[] Encode(ReadOnlySpan<float> vector)
    {
        var bytes = new byte[sizeof(float) + vector.Length];
        var most = MathF.Abs(TensorPrimitives.MaxMagnitude(vector));
        if (most > 0 && float.IsFinite(most))
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes, most / Largest);
            var numbers = MemoryMarshal.Cast<byte, sbyte>(bytes.AsSpan(sizeof(float)));
            for (var i = 0; i < vector.Length; i++)
            {
                numbers[i] = (sbyte)MathF.Round(vector[i] / most * Largest);
            }
        }

        return bytes;
    }

    public static ReadOnlySpan<sbyte> Numbers(ReadOnlySpan<byte> bytes) => MemoryMarshal.Cast<byte, sbyte>(bytes[sizeof(float)..]);
}
