using System.Numerics.Tensors;
using Parley.Knowledge.Vectors.Embedded;
using Parley.Testing.Vectors;

namespace Parley.Core.Tests.Knowledge.Vectors;

public sealed class FineCodeTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(384)]
    [InlineData(512)]
    [InlineData(1000)]
    public void Dot_RandomVectors_IsTheCosineButForWhatInt8Loses(int dimensions)
    {
        var samples = new VectorSamples(dimensions, dimensions);
        for (var trial = 0; trial < 100; trial++)
        {
            var (row, query) = (samples.Next(), samples.Next());
            var (numbers, scale) = Coded(row);
            var fine = FineCode.Of(query);

            Assert.Equal(TensorPrimitives.Dot(row, query), FineCode.Dot(numbers, fine) * scale, 0.01f);
            Assert.Equal(FineCode.Dot(numbers, fine), FineCode.SumByEight(numbers, fine) * (1f / short.MaxValue));
        }
    }

    [Fact]
    public void Dot_GreatestNumbersOfAll_DoesNotOverflow()
    {
        var vector = new float[16_384];
        vector.AsSpan().Fill(1f / 128);
        var (numbers, scale) = Coded(vector);

        Assert.Equal(1, FineCode.Dot(numbers, FineCode.Of(vector)) * scale, 0.01f);
        Assert.Equal(-1, FineCode.Dot(numbers, FineCode.Of([.. vector.Select(value => -value)])) * scale, 0.01f);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(130)]
    [InlineData(512)]
    public void Distances_EveryWidth_CountTheBitsThatDiffer(int dimensions)
    {
        var random = new Random(dimensions);
        var rows = new ulong[SignBits.Words(dimensions) * 50];
        random.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(rows.AsSpan()));
        var query = rows[..SignBits.Words(dimensions)];
        var distances = new ushort[50];

        SignBits.Distances(query, rows, distances);

        Assert.Equal(0, distances[0]);
        for (var row = 0; row < distances.Length; row++)
        {
            var bits = rows.AsSpan(row * query.Length, query.Length).ToArray();
            Assert.Equal(bits.Zip(query).Sum(pair => Convert.ToString((long)(pair.First ^ pair.Second), 2).Count(bit => bit == '1')), distances[row]);
        }
    }

    private static (sbyte[] Numbers, float Scale) Coded(float[] vector)
    {
        var numbers = new sbyte[VectorCode.Stride(vector.Length)];
        return (numbers, VectorCode.Write(vector, numbers));
    }
}
