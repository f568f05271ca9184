using System.Numerics.Tensors;

namespace Parley.Knowledge.Vectors.Embedded;

/// <summary>Goes through sorted rows, those around the nearest centre first.</summary>
internal sealed class CentreWalk
{
    private readonly SortedRows _sorted;
    private readonly float[] _nearness;
    private int _left;
    private int _walked;
    private int _looked;

    public CentreWalk(SortedRows sorted, ReadOnlySpan<float> query)
    {
        (_sorted, _nearness, _left) = (sorted, new float[sorted.Centres.Count], sorted.Centres.Count);
        Span<sbyte> numbers = stackalloc sbyte[sorted.Rows.Stride];
        VectorCode.Write(query, numbers);
        sorted.Centres.Rank(numbers, _nearness);
    }

    public bool IsAtEnd => _left == 0;

    /// <summary>Goes on until it went through that many rows and the filter let its share of them through: where it lets through little, further.</summary>
    /// <param name="share">Of the rows, the filter lets through.</param>
    public void To(int rows, double share, BitScan scan)
    {
        for (; (_walked < rows || _looked < rows * share) && _left > 0; _left--)
        {
            // A few of many: to look for the greatest each time is less than to put all in order.
            var nearest = TensorPrimitives.IndexOfMax<float>(_nearness);
            _nearness[nearest] = float.NegativeInfinity;
            var (from, count, before) = (_sorted.Starts[nearest], _sorted.Starts[nearest + 1] - _sorted.Starts[nearest], scan.Looked);
            scan.Add(_sorted.Rows, from, count);
            _walked += count;
            _looked += scan.Looked - before;
        }
    }
}
