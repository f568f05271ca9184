using System.Numerics.Tensors;

namespace Parley.Knowledge.Vectors.Embedded;

/// <summary>
/// Finds centres by k-means on the sphere (I. Dhillon, D. Modha 2001) over a sample of rows: 1. Begin with some of the rows. 2. Give each row to
/// its nearest centre. 3. A centre becomes the direction of its rows' sum. 2 and 3 a few times: the first rounds do most.
/// </summary>
/// <param name="rows">The sample.</param>
/// <param name="mean">Of the rows.</param>
internal sealed class CentreTraining(RowSample rows, float[] mean)
{
    private const int Rounds = 6;

    private readonly ulong[] _bits = rows.Bits(mean);
    private readonly int _words = SignBits.Words(mean.Length);

    public Centres Run(int count, CancellationToken cancellationToken)
    {
        var vectors = new float[count * mean.Length];
        var vector = new float[rows.Stride];
        for (var i = 0; i < count; i++)
        {
            Restart(i);
        }

        var centres = new Centres(vectors, mean);
        for (var round = 0; round < Rounds; round++)
        {
            Array.Clear(vectors);
            for (var row = 0; row < rows.Count; row++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var sum = Of(centres.Nearest(rows.Numbers(row), _bits.AsSpan(row * _words, _words)));
                rows.Read(row, vector);
                TensorPrimitives.Add(sum, vector.AsSpan(0, mean.Length), sum);
            }

            for (var i = 0; i < count; i++)
            {
                if (TensorPrimitives.Norm(Of(i)) is var length && length > 0)
                {
                    TensorPrimitives.Divide(Of(i), length, Of(i));
                }
                else
                {
                    Restart((i + round) % count, i);
                }
            }

            centres = new(vectors, mean);
        }

        return centres;

        Span<float> Of(int centre) => vectors.AsSpan(centre * mean.Length, mean.Length);

        // At a row of the sample, which has no order in it: one in so many is as good as one at random.
        void Restart(int from, int? centre = null)
        {
            rows.Read((int)((long)from * rows.Count / count), vector);
            vector.AsSpan(0, mean.Length).CopyTo(Of(centre ?? from));
        }
    }
}
