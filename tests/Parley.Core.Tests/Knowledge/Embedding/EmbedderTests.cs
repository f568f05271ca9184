using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Parley.Identity;
using Parley.Knowledge.Embedding;
using Parley.Models;
using Parley.Models.Embeddings;
using Parley.Pipeline.Attempts;
using Parley.Pipeline.Embedding;
using Parley.Pipeline.Resilience;
using Parley.Testing;

namespace Parley.Core.Tests.Knowledge.Embedding;

public sealed class EmbedderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, InlineData(null, "local/use-lite-en"), InlineData("lexical-512", "local/lexical-512")]
    public async Task Local_ManyTexts_GivesEachItsVector(string? model, string name)
    {
        var embedder = new LocalEmbedder(new LocalEmbedding(NullLogger<LocalEmbedding>.Instance), Options.Create(new EmbeddingOptions { Model = model }));
        string[] texts = [.. Enumerable.Range(0, 100).Select(i => i % 10 == 9 ? " " : $"text number {i % 40}")];

        var vectors = await embedder.EmbedAsync(texts, Caller.Local, Cancellation);

        Assert.Equal((name, 512, 250, 0.25), (embedder.Name, embedder.Dimensions, embedder.Window, embedder.FusionWeight));
        for (var i = 0; i < texts.Length; i++)
        {
            Assert.Equal((await embedder.EmbedAsync([texts[i]], Caller.Local, Cancellation))[0], vectors[i]);
            Assert.Equal(i % 10 == 9 ? 0 : 1, TensorPrimitives.Norm<float>(vectors[i]), 4);
        }
    }

    [Fact]
    public async Task Local_LikeMeanings_AreNearerThanOthers()
    {
        var embedder = new LocalEmbedder(new LocalEmbedding(NullLogger<LocalEmbedding>.Instance), Options.Create(new EmbeddingOptions()));

        var vectors = await embedder.EmbedAsync(["How old are you?", "What is your age?", "How tall is the tower?"], Caller.Local, Cancellation);

        Assert.True(TensorPrimitives.Dot<float>(vectors[0], vectors[1]) > TensorPrimitives.Dot<float>(vectors[0], vectors[2]) + 0.2f);
    }

    [Fact]
    public async Task Provider_ManyTexts_AsksInBatchesAndForEachTextOnce()
    {
        var provider = new VectorProvider();
        var embedder = Create(provider, new EmbeddingOptions { BatchSize = 10 });
        string[] texts = [.. Enumerable.Range(0, 60).Select(i => i % 20 == 19 ? "\n" : $"text {i % 30}")];
        Assert.Equal(0, embedder.Dimensions);

        var vectors = await embedder.EmbedAsync(texts, Caller.Local, Cancellation);
        var again = await embedder.EmbedAsync(texts, Caller.Local, Cancellation);

        Assert.Equal(("vectors/vector-1", 3, null, 0.5), (embedder.Name, embedder.Dimensions, embedder.Window, embedder.FusionWeight));
        Assert.Equal([10, 10, 10], provider.Batches.Select(batch => batch.Count));
        Assert.Equal(provider.Batches.SelectMany(batch => batch).Distinct().Count(), provider.Batches.Sum(batch => batch.Count));
        Assert.Equal(vectors, again);
        for (var i = 0; i < texts.Length; i++)
        {
            Assert.Equal(texts[i] == "\n" ? new float[3] : VectorProvider.Unit(texts[i]), vectors[i]);
        }
    }

    [Fact]
    public async Task Provider_OtherTenant_IsNotAnsweredFromMemory()
    {
        var provider = new VectorProvider();
        var embedder = Create(provider, new EmbeddingOptions());
        await embedder.EmbedAsync(["secret"], Caller.Local, Cancellation);
        await embedder.EmbedAsync(["secret"], Caller.Local, Cancellation);
        await embedder.EmbedAsync(["secret"], new(Guid.NewGuid(), Guid.NewGuid()), Cancellation);

        Assert.Equal(2, provider.Batches.Count);
    }

    [Theory, InlineData("fewer"), InlineData("other length"), InlineData("no numbers")]
    public async Task Provider_NoProperVectors_Fails(string how)
    {
        var embedder = Create(new VectorProvider { How = how }, new EmbeddingOptions());

        var error = await Assert.ThrowsAsync<ModelException>(() => embedder.EmbedAsync(["one", "two"], Caller.Local, Cancellation));

        Assert.Equal(ModelErrorKind.Unavailable, error.Kind);
    }

    [Theory]
    [InlineData("local", null, null), InlineData("LOCAL", "lexical-512", null), InlineData("vectors", null, null), InlineData("vectors", "other", null)]
    [InlineData("local", "gpt-4o", "use-lite-en"), InlineData("nobody", null, "vectors"), InlineData("silent", null, "no models for embeddings")]
    public void Options_AreCheckedAtTheStart(string provider, string? model, string? problem)
    {
        var models = new ModelSelector([new VectorProvider(), new SilentProvider()], Options.Create(new ModelOptions()));

        var result = new EmbeddingOptionsValidator(models).Validate(null, new EmbeddingOptions { Provider = provider, Model = model });

        Assert.Equal(problem is null, result.Succeeded);
        Assert.Contains(problem ?? "", result.FailureMessage ?? "", StringComparison.Ordinal);
    }

    private static ProviderEmbedder Create(IModelProvider provider, EmbeddingOptions options)
    {
        var clock = new FakeTimeProvider();
        var calls = new EmbeddingCalls([], Options.Create(new RetryOptions { MaxAttempts = 1 }), Options.Create(new TimeoutOptions()), clock);
        return new(new(provider, "vector-1"), calls, Options.Create(options), clock);
    }

    private class SilentProvider : IModelProvider
    {
        public virtual string Name => "silent";

        public string DisplayName => "Some provider";

        public bool IsConfigured => true;

        public string DefaultModel => "script-1";

        public IChatClient ChatClient => throw new NotSupportedException();

        public virtual IEmbeddingGenerator<string, Embedding<float>>? EmbeddingGenerator => null;

        public virtual string? DefaultEmbeddingModel => null;

        public Task<IReadOnlyList<string>> ListModelsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);
    }

    private sealed class VectorProvider : SilentProvider, IEmbeddingGenerator<string, Embedding<float>>
    {
        public List<List<string>> Batches { get; } = [];

        public string? How { get; init; }

        public override string Name => "vectors";

        public override IEmbeddingGenerator<string, Embedding<float>> EmbeddingGenerator => this;

        public override string DefaultEmbeddingModel => "vector-1";

        private static float[] Raw(string text) => [text.Length, text[^1], text.GetHashCode(StringComparison.Ordinal) % 7];

        public static float[] Unit(string text)
        {
            var vector = Raw(text);
            TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
            return vector;
        }

        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            var texts = values.ToList();
            Batches.Add(texts);
            var vectors = texts.Select(Raw).ToList();
            switch (How)
            {
                case "fewer":
                    vectors.RemoveAt(0);
                    break;
                case "other length":
                    vectors[1] = [1f];
                    break;
                case "no numbers":
                    vectors[0][0] = float.NaN;
                    break;
            }

            return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(vectors.Select(vector => new Embedding<float>(vector))));
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
