using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Parley.Models.Embeddings.Local;

namespace Parley.Bench.Vectors;

/// <summary>
/// Makes vectors as embeddings are. With texts: the built-in encoder's of real sentences, and real questions to search with; where more are asked for than
/// there are sentences, mixtures of two or three that stand near each other, which is what a longer passage's vector is, with a little noise. Without texts: clusters in
/// directions of unlike weight.
/// </summary>
internal sealed class VectorSource(int seed)
{
    private const int Dimensions = 512;

    private readonly Random _random = new(seed);

    /// <param name="work">Where the encoder's vectors are kept from one run to the next.</param>
    public VectorSet Real(int count, int queries, string folder, string work)
    {
        var sentences = Kept(Path.Combine(work, "sentences.f32"), () => Texts.Sentences(folder));
        var questions = Embed(Texts.Asked(folder, queries));
        Console.WriteLine($"{Math.Min(count, sentences.Length)} of {sentences.Length} real sentences, {Math.Max(0, count - sentences.Length)} mixtures of them, {questions.Length} real questions");
        var vectors = count <= sentences.Length
            ? Enumerable.Range(0, count).Select(i => sentences[(int)((long)i * sentences.Length / count)]).ToArray()
            : [.. sentences, .. Enumerable.Range(0, count - sentences.Length).Select(i => Mixture(sentences, (int)((long)i * sentences.Length / (count - sentences.Length))))];
        return VectorSet.Of(vectors, questions);
    }

    public VectorSet Synthetic(int count, int queries)
    {
        var weights = Enumerable.Range(0, Dimensions).Select(i => 1 / (1 + (i / 40f))).ToArray();
        var centres = Enumerable.Range(0, 1000).Select(_ => Unit(i => weights[i] * (0.3f + Gauss()))).ToArray();
        Console.WriteLine($"{count} synthetic vectors around {centres.Length} centres, {queries} queries like them");
        return VectorSet.Of([.. Enumerable.Range(0, count).Select(_ => Near())], [.. Enumerable.Range(0, queries).Select(_ => Near())]);

        float[] Near()
        {
            var centre = centres[_random.Next(centres.Length)];
            return Unit(i => centre[i] + (0.1f * weights[i] * Gauss()));
        }
    }

    private float[] Mixture(float[][] sentences, int at)
    {
        var parts = Enumerable.Range(0, _random.Next(2, 4))
            .Select(_ => (Vector: sentences[Math.Clamp(at + _random.Next(-5, 6), 0, sentences.Length - 1)], Weight: 0.2f + _random.NextSingle())).ToList();
        return Unit(i => parts.Sum(part => part.Weight * part.Vector[i]) + (0.1f / MathF.Sqrt(Dimensions) * Gauss()));
    }

    private static float[][] Kept(string path, Func<List<string>> texts)
    {
        if (!File.Exists(path))
        {
            var made = Embed(texts());
            using var file = File.Create(path);
            foreach (var vector in made)
            {
                file.Write(MemoryMarshal.AsBytes(vector.AsSpan()));
            }

            return made;
        }

        using var kept = File.OpenRead(path);
        var vectors = new float[kept.Length / (Dimensions * sizeof(float))][];
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] = new float[Dimensions];
            kept.ReadExactly(MemoryMarshal.AsBytes(vectors[i].AsSpan()));
        }

        return vectors;
    }

    private static float[][] Embed(List<string> texts)
    {
        var encoder = EncoderFile.Load(Path.Combine(AppContext.BaseDirectory, "assets", "use-lite-en.bin"));
        var vectors = new float[texts.Count][];
        Parallel.ForEach(Enumerable.Range(0, texts.Count).Chunk(64), batch =>
        {
            var made = encoder.Embed([.. batch.Select(i => texts[i])], CancellationToken.None);
            made.CopyTo(vectors, batch[0]);
        });
        return [.. vectors.Where(vector => vector.AsSpan().ContainsAnyExcept(0f))];
    }

    private static float[] Unit(Func<int, float> at)
    {
        var vector = new float[Dimensions];
        for (var i = 0; i < Dimensions; i++)
        {
            vector[i] = at(i);
        }

        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        return vector;
    }

    private float Gauss() => (float)(Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble()));
}
