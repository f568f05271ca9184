using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Parley.Models.Embeddings.Local;

/// <summary>
/// A layer's weights, multiplied in whole numbers: int8 weights, inputs of about 14 bits with a scale for each row, sums of 32
/// bits. One instruction multiplies and adds twice as many of these as of floats, and what is lost is less than int8 lost already.
/// </summary>
internal sealed class QuantizedMatrix
{
    // Columns computed together: two vectors of eight sums.
    private const int Panel = 16;

    // Rows whose inputs stay in the second cache while a panel of weights passes.
    public const int RowBlock = 64;

    private readonly int _inputs;
    private readonly int _outputs;
    private readonly int _limit;
    private readonly short[] _weights;
    private readonly float[] _scales;
    private readonly float[] _bias;

    /// <param name="weights">By rows, one for each input.</param>
    /// <param name="scales">Of each output: a weight is its whole number times this.</param>
    /// <param name="bias">Of each output.</param>
    public QuantizedMatrix(ReadOnlySpan<sbyte> weights, float[] scales, float[] bias)
    {
        (_inputs, _outputs, _scales, _bias) = (weights.Length / scales.Length, scales.Length, scales, bias);
        if (_inputs * _outputs != weights.Length || _inputs % 16 != 0 || _outputs % Panel != 0 || bias.Length != _outputs)
        {
            throw new InvalidDataException($"A matrix of {weights.Length} weights and {scales.Length} outputs does not fit.");
        }

        // The greatest whole number of an input with which no sum overflows.
        _limit = Math.Min(short.MaxValue, int.MaxValue / (_inputs * 128));
        _weights = Pack(weights);
    }

    public int Outputs => _outputs;

    /// <summary>Output = input × weights + bias, for each row of the input.</summary>
    /// <param name="input">Rows of as many numbers as the matrix has inputs.</param>
    /// <param name="output">Room for as many rows of <see cref="Outputs"/>.</param>
    /// <param name="whole">Room for the input in whole numbers.</param>
    /// <param name="rectify">Whether what is below zero becomes zero.</param>
    public void Multiply(ReadOnlySpan<float> input, Span<float> output, Span<short> whole, bool rectify = false)
    {
        var rows = input.Length / _inputs;
        Span<float> scales = stackalloc float[RowBlock];
        for (var from = 0; from < rows; from += RowBlock)
        {
            var count = Math.Min(RowBlock, rows - from);
            for (var row = 0; row < count; row++)
            {
                scales[row] = Quantize(input.Slice((from + row) * _inputs, _inputs), whole.Slice(row * _inputs, _inputs));
            }

            MultiplyBlock(whole[..(count * _inputs)], scales[..count], output[(from * _outputs)..], rectify);
        }
    }

    // Panel by panel, pair of inputs by pair: w[i, c], w[i + 1, c], w[i, c + 1], … so that one instruction takes pair times pair.
    private short[] Pack(ReadOnlySpan<sbyte> weights)
    {
        var packed = new short[weights.Length];
        var at = 0;
        for (var panel = 0; panel < _outputs; panel += Panel)
        {
            for (var input = 0; input < _inputs; input += 2)
            {
                for (var column = panel; column < panel + Panel; column++)
                {
                    packed[at++] = weights[(input * _outputs) + column];
                    packed[at++] = weights[((input + 1) * _outputs) + column];
                }
            }
        }

        return packed;
    }

    private float Quantize(ReadOnlySpan<float> input, Span<short> whole)
    {
        var most = MathF.Abs(TensorPrimitives.MaxMagnitude(input));
        if (most == 0 || !float.IsFinite(most))
        {
            whole.Clear();
            return 0;
        }

        var factor = Vector256.Create(_limit / most);
        ref var from = ref MemoryMarshal.GetReference(input);
        ref var to = ref MemoryMarshal.GetReference(whole);
        for (nuint i = 0; i < (nuint)input.Length; i += 16)
        {
            var low = Vector256.ConvertToInt32(Vector256.Round(Vector256.LoadUnsafe(ref from, i) * factor));
            var high = Vector256.ConvertToInt32(Vector256.Round(Vector256.LoadUnsafe(ref from, i + 8) * factor));
            Vector256.Narrow(low, high).StoreUnsafe(ref to, i);
        }

        return most / _limit;
    }

    private void MultiplyBlock(ReadOnlySpan<short> whole, ReadOnlySpan<float> scales, Span<float> output, bool rectify)
    {
        for (var panel = 0; panel < _outputs; panel += Panel)
        {
            ref var weights = ref _weights[panel * _inputs];
            var row = 0;
            for (; row + 4 <= scales.Length; row += 4)
            {
                MultiplyFour(ref Unsafe.AsRef(in whole[row * _inputs]), ref weights, scales.Slice(row, 4), output[((row * _outputs) + panel)..], panel, rectify);
            }

            for (; row < scales.Length; row++)
            {
                MultiplyOne(ref Unsafe.AsRef(in whole[row * _inputs]), ref weights, scales[row], output[((row * _outputs) + panel)..], panel, rectify);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MultiplyFour(ref short row, ref short weights, ReadOnlySpan<float> scales, Span<float> output, int panel, bool rectify)
    {
        Vector256<int> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        ref var second = ref Unsafe.Add(ref row, _inputs);
        ref var third = ref Unsafe.Add(ref second, _inputs);
        ref var fourth = ref Unsafe.Add(ref third, _inputs);
        for (nuint i = 0, w = 0; i < (nuint)_inputs; i += 2, w += 2 * Panel)
        {
            var (left, right) = (Vector256.LoadUnsafe(ref weights, w), Vector256.LoadUnsafe(ref weights, w + Panel));
            var pair = PairAt(ref row, i);
            (a0, a1) = (a0 + Products(left, pair), a1 + Products(right, pair));
            pair = PairAt(ref second, i);
            (b0, b1) = (b0 + Products(left, pair), b1 + Products(right, pair));
            pair = PairAt(ref third, i);
            (c0, c1) = (c0 + Products(left, pair), c1 + Products(right, pair));
            pair = PairAt(ref fourth, i);
            (d0, d1) = (d0 + Products(left, pair), d1 + Products(right, pair));
        }

        Store(a0, a1, scales[0], output, panel, rectify);
        Store(b0, b1, scales[1], output[_outputs..], panel, rectify);
        Store(c0, c1, scales[2], output[(2 * _outputs)..], panel, rectify);
        Store(d0, d1, scales[3], output[(3 * _outputs)..], panel, rectify);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MultiplyOne(ref short row, ref short weights, float scale, Span<float> output, int panel, bool rectify)
    {
        Vector256<int> left = default, right = default;
        for (nuint i = 0, w = 0; i < (nuint)_inputs; i += 2, w += 2 * Panel)
        {
            var pair = PairAt(ref row, i);
            left += Products(Vector256.LoadUnsafe(ref weights, w), pair);
            right += Products(Vector256.LoadUnsafe(ref weights, w + Panel), pair);
        }

        Store(left, right, scale, output, panel, rectify);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> PairAt(ref short row, nuint at) =>
        Vector256.Create(Unsafe.ReadUnaligned<int>(ref Unsafe.As<short, byte>(ref Unsafe.Add(ref row, at)))).AsInt16();

    /// <summary>The products of two inputs with their weights, added: eight columns at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Products(Vector256<short> weights, Vector256<short> pair)
    {
        if (Avx2.IsSupported)
        {
            return Avx2.MultiplyAddAdjacent(weights, pair);
        }

        var (odd, others) = (weights.AsInt32() >> 16, pair.AsInt32() >> 16);
        return (odd * others) + (((weights.AsInt32() << 16) >> 16) * ((pair.AsInt32() << 16) >> 16));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Store(Vector256<int> left, Vector256<int> right, float scale, Span<float> output, int panel, bool rectify)
    {
        for (var half = 0; half < Panel; half += 8)
        {
            var sums = Vector256.ConvertToSingle(half == 0 ? left : right) * Vector256.Create(scale);
            var value = (sums * Vector256.Create(_scales, panel + half)) + Vector256.Create(_bias, panel + half);
            (rectify ? Vector256.Max(value, Vector256<float>.Zero) : value).CopyTo(output[half..]);
        }
    }
}
