using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Models;
using Parley.Models.Embeddings;
using Parley.Models.Offline;
using Parley.Models.Tokens;
using Xunit;

namespace Parley.Core.Tests.Models.Offline;

public sealed class LexicalEmbeddingTests
{
    private const string Expected = "302:-0.484 362:0.484 441:-0.484";

    private readonly OfflineProvider _provider = new(
        new TokenCounter(new EncodingStore(NullLogger<EncodingStore>.Instance)), new LocalEmbedding(NullLogger<LocalEmbedding>.Instance));

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("How do I reset my password?", "how can I reset the password", "What is the weather in Paris?")]
    [InlineData("Welche Züge fahren nach Köln?", "welcher Zug fährt nach Koln", "Was kostet ein Brötchen?")]
    [InlineData("東京の天気", "東京の天気は", "大阪の歴史")]
    public async Task Generate_SharedWords_AreNearerThanOthers(string text, string near, string far)
    {
        var vectors = await EmbedAsync(text, near, far);

        Assert.True(Cosine(vectors[0], vectors[1]) > Cosine(vectors[0], vectors[2]) + 0.2f);
    }

    [Fact]
    public async Task Generate_AnyText_HasLengthOneAndTheSameVectorForEver()
    {
        var vector = (await EmbedAsync("The quick brown fox"))[0];

        Assert.Equal(512, vector.Length);
        Assert.Equal(1f, Cosine(vector, vector), 5);
        // Written down, so that another process, machine or version that disagrees is found out.
        Assert.Equal(Expected, string.Join(' ', vector.Select((value, i) => (value, i)).Where(x => Math.Abs(x.value) > 0.2f).Select(x => $"{x.i}:{x.value:0.000}")));
    }

    [Theory, InlineData(""), InlineData(" \n\t"), InlineData("?!…")]
    public async Task Generate_NoWords_IsZeroAndNotNaN(string text) =>
        Assert.All((await EmbedAsync(text))[0], value => Assert.Equal(0f, value));

    [Fact]
    public async Task Generate_OtherModelOrDimensions_IsRefused()
    {
        foreach (var (options, kind) in new[]
        {
            (new EmbeddingGenerationOptions { ModelId = "text-embedding-3-small" }, ModelErrorKind.ModelNotFound),
            (new EmbeddingGenerationOptions { Dimensions = 256 }, ModelErrorKind.InvalidRequest),
        })
        {
            var error = await Assert.ThrowsAsync<ModelException>(() => _provider.EmbeddingGenerator.GenerateAsync(["x"], options, CancellationToken));
            Assert.Equal(kind, error.Kind);
        }
    }

    private async Task<List<float[]>> EmbedAsync(params string[] texts) =>
        [.. (await _provider.EmbeddingGenerator.GenerateAsync(texts, new() { ModelId = "lexical-512" }, CancellationToken)).Select(e => e.Vector.ToArray())];

    private static float Cosine(float[] one, float[] other) => one.Zip(other, (a, b) => a * b).Sum();
}
