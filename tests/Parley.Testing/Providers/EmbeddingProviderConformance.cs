using Microsoft.Extensions.AI;
using Parley.Models;
using Xunit;

namespace Parley.Testing;

/// <summary>What a provider promises that has embeddings too.</summary>
public abstract class EmbeddingProviderConformance : ProviderConformance
{
    [Fact]
    public void EmbeddingGenerator_Metadata_NamesTheProviderAndItsModel()
    {
        var metadata = Embedder().GetService<EmbeddingGeneratorMetadata>();

        Assert.Equal(Create().Name, metadata?.ProviderName);
        Assert.Equal(Create().DefaultEmbeddingModel, metadata?.DefaultModelId);
    }

    [Fact]
    public async Task Embed_Texts_GivesTheirVectorsInOrderAndTheUsage()
    {
        var vectors = await Embedder().GenerateAsync(
            ["the red apple", "a fast train", "the red apple"], Dimensions(64), CancellationToken);

        Assert.Equal(3, vectors.Count);
        Assert.All(vectors, vector => Assert.Equal(64, vector.Vector.Length));
        Assert.All(vectors, vector => Assert.Equal(Create().DefaultEmbeddingModel, vector.ModelId));
        Assert.Equal(vectors[0].Vector.ToArray(), vectors[2].Vector.ToArray());
        Assert.NotEqual(vectors[0].Vector.ToArray(), vectors[1].Vector.ToArray());
        Assert.True(vectors.Usage?.InputTokenCount > 0);
    }

    [Fact]
    public async Task Embed_ManyTexts_AreSentInBatchesAndComeBackWhole()
    {
        var texts = Enumerable.Range(0, 600).Select(i => $"text number {i} äöü 東京 \"quoted\"").ToList();

        var all = await Embedder().GenerateAsync(texts, Dimensions(32), CancellationToken);
        var last = await Embedder().GenerateAsync([texts[^1]], Dimensions(32), CancellationToken);

        Assert.Equal(600, all.Count);
        Assert.Equal(last[0].Vector.ToArray(), all[^1].Vector.ToArray());
        Assert.Equal(4, Fake.Stats.Requests);
    }

    [Fact]
    public async Task Embed_LongTexts_AreNotAllInOneRequest()
    {
        await Embedder().GenerateAsync([new string('a', 200_000), new string('b', 200_000), "c"], Dimensions(8), CancellationToken);

        Assert.Equal(2, Fake.Stats.Requests);
    }

    [Fact]
    public async Task Embed_NoTexts_AsksNobody()
    {
        Assert.Empty(await Embedder().GenerateAsync([], cancellationToken: CancellationToken));

        Assert.Equal(0, Fake.Stats.Requests);
    }

    [Theory]
    [InlineData("fail-400", ModelErrorKind.InvalidRequest)]
    [InlineData("fail-401", ModelErrorKind.Authentication)]
    [InlineData("fail-404", ModelErrorKind.ModelNotFound)]
    [InlineData("fail-429-7", ModelErrorKind.RateLimited)]
    [InlineData("fail-500", ModelErrorKind.Unavailable)]
    [InlineData("reset", ModelErrorKind.Unavailable)]
    [InlineData("malformed", ModelErrorKind.Unavailable)]
    [InlineData("error-mid", ModelErrorKind.Unavailable)]
    [InlineData("truncate-mid", ModelErrorKind.Unavailable)]
    [InlineData("leak", ModelErrorKind.InvalidRequest)]
    public async Task Embed_Fails_SaysWhyOnceAndTellsNothing(string model, ModelErrorKind kind)
    {
        var embedder = Embedder();

        var error = await FailsAsync(kind, () => embedder.GenerateAsync(
            ["My diary: dear diary, today"], new EmbeddingGenerationOptions { ModelId = model }, CancellationToken));

        Assert.Equal(model is "fail-429-7" ? TimeSpan.FromSeconds(7) : null, error.RetryAfter);
        Assert.DoesNotContain("dear diary", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, Fake.Stats.Requests);
    }

    [Fact]
    public async Task Embed_OtherDimensionsThanAskedFor_IsRefusedRatherThanUsed()
    {
        var embedder = Embedder();

        // The fake has no more than 4,096.
        await FailsAsync(ModelErrorKind.InvalidRequest, () => embedder.GenerateAsync(["text"], Dimensions(5000), CancellationToken));
    }

    [Fact]
    public async Task Embed_Cancelled_ClosesTheConnection()
    {
        using var cancel = new CancellationTokenSource();

        var vectors = Embedder().GenerateAsync(["text"], new EmbeddingGenerationOptions { ModelId = "hang" }, cancel.Token);
        Assert.True(await Fake.WaitForRequestAsync(Patience, CancellationToken));
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => vectors);
        Assert.True(await Fake.WaitForAbortAsync(Promptly, CancellationToken));
    }

    private static EmbeddingGenerationOptions Dimensions(int dimensions) => new() { Dimensions = dimensions };

    private IEmbeddingGenerator<string, Embedding<float>> Embedder() => Create().EmbeddingGenerator!;
}
