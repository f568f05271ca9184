using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text.Json;
using Parley.Models.Embeddings;
using Parley.Models.Embeddings.Local;
using Parley.Testing;

namespace Parley.Core.Tests.Models.Embeddings;

/// <summary>Against the model's published JavaScript; <c>make-golden.mjs</c> writes what is compared with.</summary>
public sealed class SentenceEncoderTests
{
    private static readonly Lazy<SentenceEncoder> Loaded = new(() => EncoderFile.Load(Path.Combine(AppContext.BaseDirectory, "assets", "use-lite-en.bin")));

    private static SentenceEncoder Encoder => Loaded.Value;

    [Fact]
    public void Embed_FiftyTexts_AsTheReference()
    {
        var golden = Golden();
        Assert.True(golden.Count >= 40);
        var vectors = Encoder.Embed([.. golden.Select(row => row.Text)], TestContext.Current.CancellationToken);

        // What int8 loses of one piece cancels out among others, and cannot where a text is one piece a hundred times.
        Assert.All(golden.Zip(vectors), pair => Assert.True(
            Cosine(pair.First.Vector, pair.Second) >= (pair.First.Text.Distinct().Count() > 1 ? 0.999f : 0.998f), $"{Cosine(pair.First.Vector, pair.Second)} for: {pair.First.Text}"));
    }

    [Fact]
    public void Embed_AloneOrAmongOthers_IsTheSame()
    {
        var texts = Golden().Select(row => row.Text).ToList();
        var together = Encoder.Embed(texts, TestContext.Current.CancellationToken);

        Assert.All(texts.Zip(together), pair => Assert.Equal(pair.Second, Encoder.Embed(pair.First)));
    }

    [Fact]
    public void Embed_ManyThreads_EachGetsItsOwn()
    {
        var texts = Golden().Select(row => row.Text).ToList();
        var expected = Encoder.Embed(texts, TestContext.Current.CancellationToken);

        Parallel.For(0, 64, i => Assert.Equal(expected[i % texts.Count], Encoder.Embed(texts[i % texts.Count])));
    }

    [Theory, InlineData(""), InlineData(" "), InlineData("\r\n\t"), InlineData("\u3000")]
    public void Embed_Blank_IsZero(string text) => Assert.All(Encoder.Embed(text), value => Assert.Equal(0f, value));

    [Fact]
    public void Embed_HalfSurrogatesAndEndlessText_HasLengthOne()
    {
        foreach (var text in new[] { "\ud83d", "a\udc00b", new string('x', 1_000_000), string.Concat(Enumerable.Repeat("中", 300_000)) })
        {
            Assert.Equal(1, TensorPrimitives.Norm<float>(Encoder.Embed(text)), 4);
        }
    }

    [Fact]
    public void Embed_StsBenchmark_RanksAsPeopleDo()
    {
        Assert.SkipUnless(Repository.RetrievalData is not null, "The STS benchmark is not here.");
        var file = Path.Combine(Repository.RetrievalData!, "stsb", "test.tsv");
        var rows = File.ReadLines(file).Select(line => line.Split('\t')).Where(row => row.Length == 3).ToList();
        var scores = rows.Select(row => double.Parse(row[0], System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        var (left, right) = (Encoder.Embed([.. rows.Select(row => row[1])], TestContext.Current.CancellationToken),
            Encoder.Embed([.. rows.Select(row => row[2])], TestContext.Current.CancellationToken));

        var spearman = 100 * Correlation(Ranks(scores), Ranks([.. left.Zip(right, (a, b) => (double)Cosine(a, b))]));

        TestContext.Current.SendDiagnosticMessage($"STS-B Spearman {spearman:0.00} of {rows.Count} pairs");
        Assert.True(spearman >= 72, $"{spearman:0.00}");
    }

    [Fact]
    public void Load_DamagedFile_IsRefused()
    {
        var path = Path.GetTempFileName();
        try
        {
            var bytes = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "assets", "use-lite-en.bin"));
            bytes[bytes.Length / 2] ^= 1;
            File.WriteAllBytes(path, bytes);
            Assert.Throws<InvalidDataException>(() => EncoderFile.Load(path));

            File.WriteAllBytes(path, bytes[..1000]);
            Assert.Throws<InvalidDataException>(() => EncoderFile.Load(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void LocalEmbedding_FileMissing_SaysSoOnceAndComparesWords()
    {
        var log = new LogProbe<LocalEmbedding>();
        var local = new LocalEmbedding(log, Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString()));

        Assert.Equal(("lexical-512", true), (local.Name, local.IsLexical));
        Assert.Equal(LexicalEmbedding.Embed("some words"), local.Embed("some words"));
        Assert.Equal(LexicalEmbedding.Embed("more words"), local.Embed(["more words"], TestContext.Current.CancellationToken)[0]);
        Assert.Single(log.Messages);
    }

    private static List<(string Text, float[] Vector)> Golden()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Models", "Embeddings", "golden.json")));
        return [.. json.RootElement.EnumerateArray().Select(row =>
            (row.GetProperty("text").GetString()!, MemoryMarshal.Cast<byte, float>(row.GetProperty("vector").GetBytesFromBase64()).ToArray()))];
    }

    private static float Cosine(float[] a, float[] b) => TensorPrimitives.CosineSimilarity(a, b);

    // Those that are equal share the mean of their ranks.
    private static double[] Ranks(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).OrderBy(i => values[i]).ToArray();
        var ranks = new double[values.Length];
        for (var from = 0; from < order.Length;)
        {
            var to = from;
            while (to < order.Length && values[order[to]] == values[order[from]])
            {
                to++;
            }

            for (var i = from; i < to; i++)
            {
                ranks[order[i]] = (from + to - 1) / 2.0;
            }

            from = to;
        }

        return ranks;
    }

    private static double Correlation(double[] a, double[] b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        var together = a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum();
        return together / Math.Sqrt(a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(y => (y - meanB) * (y - meanB)));
    }
}
