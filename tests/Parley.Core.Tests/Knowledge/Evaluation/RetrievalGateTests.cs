using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Parley.Identity;
using Parley.Knowledge.Chunking;
using Parley.Knowledge.Embedding;
using Parley.Knowledge.Evaluation;
using Parley.Knowledge.Evaluation.Reports;
using Parley.Knowledge.Keywords;
using Parley.Knowledge.Reading;
using Parley.Knowledge.Vectors;
using Parley.Testing;
using Parley.Testing.Databases;

namespace Parley.Core.Tests.Knowledge.Evaluation;

/// <summary>
/// Holds retrieval to figures on a small set of this repository's own: questions as people ask them about texts like Parley's documentation,
/// with release notes between that have the same words for other things.
/// </summary>
public sealed class RetrievalGateTests(PostgresFixture postgres)
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Parley.Core.Tests", "Knowledge", "Evaluation", "gate");

    // Of each stage, a way to take it away or break it, and the way of searching in which that must show.
    private static readonly Dictionary<string, Breakage> Breakages = new()
    {
        ["chunking loses text"] = new("keyword", Break: services => services.RemoveAll<IChunker>().AddSingleton<IChunker, LosingChunker>()),
        ["spelling is off"] = new("misspelt", new() { ["Knowledge:Retrieval:Spelling"] = "false" }),
        ["keyword finds the worst first"] = new("keyword", Break: services => services.Wrap<IKeywordIndex>(index => new WorstFirst(index))),
        ["embedding sees lengths alone"] = new("semantic", Break: services => services.Wrap<IEmbedder>(embedder => new LengthEmbedder(embedder))),
        ["the vector store finds the farthest"] = new("semantic", Break: services => services.Wrap<IVectorStore>(store => new Farthest(store))),
        ["fusion hears the weaker alone"] = new("hybrid", new() { ["Knowledge:Embedding:FusionWeight"] = "1" }),
        ["reranking is off"] = new("pipeline", new() { ["Knowledge:Retrieval:Reranking"] = "false" }),
        ["the threshold is too high"] = new("pipeline", new() { ["Knowledge:Retrieval:MinScore"] = "0.9" }),
        ["hits are left as they are"] = new("pipeline", new() { ["Knowledge:Retrieval:Strategy"] = "Naive" }),
    };

    public static TheoryData<string> Broken => [.. Breakages.Keys];

    [Fact]
    public async Task Gate_AsShipped_IsReached()
    {
        var result = await RunAsync(new("misspelt"), variants: null);

        Assert.Empty(Check(result));
        Assert.Equal(68, result.Documents);
        Assert.True(result.Find("pipeline")!.Measures.Ndcg > result.Find("keyword")!.Measures.Ndcg + 0.02, MarkdownReport.Write([result], []));
    }

    // If one of these were not noticed, the gate would hold nothing of that stage.
    [Theory, MemberData(nameof(Broken))]
    public async Task Gate_AStageIsBroken_IsNotReached(string breakage)
    {
        var broken = Breakages[breakage];

        Assert.Contains(Check(await RunAsync(broken, [broken.Variant])), failure => failure.Contains($" {broken.Variant} is ", StringComparison.Ordinal));
    }

    private static IReadOnlyList<string> Check(EvaluationResult result) => EvaluationGate.Load(Path.Combine(Folder, "gate.json")).Check([result]);

    private async Task<EvaluationResult> RunAsync(Breakage broken, string[]? variants)
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server, settings: broken.Settings, configure: broken.Break);
        return await parley.Services.GetRequiredService<Evaluator>().RunAsync(
            EvaluationSet.Load(Folder), new EvaluationRequest { Misspell = broken.Variant == "misspelt" ? 1 : 0, Variants = variants }, Caller.Local, TestContext.Current.CancellationToken);
    }

    /// <param name="Variant">The way of searching whose figures must fall below the gate's.</param>
    private sealed record Breakage(string Variant, Dictionary<string, string?>? Settings = null, Action<IServiceCollection>? Break = null);

    private sealed class LosingChunker : IChunker
    {
        public string Name => "recursive";

        public ValueTask<IReadOnlyList<ChunkSpan>> SplitAsync(DocumentText document, ChunkSizes sizes, Caller caller, CancellationToken cancellationToken) =>
            new([new ChunkSpan(0, document.Text.Length / 2, 1)]);
    }

    private sealed class WorstFirst(IKeywordIndex index) : IKeywordIndex
    {
        public async Task<IReadOnlyList<KeywordHit>> SearchAsync(KeywordQuery query, CancellationToken cancellationToken) =>
            [.. (await index.SearchAsync(query, cancellationToken)).Select(hit => hit with { Score = 1 / hit.Score }).OrderByDescending(hit => hit.Score)];

        public Task<IReadOnlyDictionary<string, string>> CorrectAsync(IReadOnlyList<Guid> collections, IReadOnlyList<string> words, CancellationToken cancellationToken) =>
            index.CorrectAsync(collections, words, cancellationToken);

        public Task<IReadOnlyDictionary<string, double>> WeighAsync(IReadOnlyList<Guid> collections, IReadOnlyList<string> terms, CancellationToken cancellationToken) =>
            index.WeighAsync(collections, terms, cancellationToken);
    }

    private sealed class LengthEmbedder(IEmbedder embedder) : IEmbedder
    {
        public string Name => embedder.Name;

        public int Dimensions => embedder.Dimensions;

        public int? Window => embedder.Window;

        public double FusionWeight => embedder.FusionWeight;

        public Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, Caller caller, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<float[]>>([.. texts.Select(text =>
            {
                var vector = new float[Dimensions];
                vector[text.Length % Dimensions] = 1;
                return vector;
            })]);
    }

    private sealed class Farthest(IVectorStore store) : IVectorStore
    {
        public string Name => store.Name;

        public bool FollowsRows => store.FollowsRows;

        public Task UpsertAsync(VectorSpace space, IReadOnlyList<VectorEntry> entries, CancellationToken cancellationToken) => store.UpsertAsync(space, entries, cancellationToken);

        public Task DeleteAsync(VectorSpace space, IReadOnlyList<Guid> chunks, CancellationToken cancellationToken) => store.DeleteAsync(space, chunks, cancellationToken);

        public Task DeleteSpaceAsync(VectorSpace space, CancellationToken cancellationToken) => store.DeleteSpaceAsync(space, cancellationToken);

        public Task<IReadOnlyList<VectorHit>> SearchAsync(VectorQuery query, CancellationToken cancellationToken) =>
            store.SearchAsync(query with { Vector = query.Vector.ToArray().Select(value => -value).ToArray() }, cancellationToken);
    }
}

file static class Wrapping
{
    /// <summary>Puts something around the service that is registered last.</summary>
    public static void Wrap<TService>(this IServiceCollection services, Func<TService, TService> around)
        where TService : class
    {
        var inner = services.Last(service => service.ServiceType == typeof(TService) && !service.IsKeyedService);
        services.AddSingleton(provider => around((TService)(inner.ImplementationFactory?.Invoke(provider)
            ?? inner.ImplementationInstance ?? ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!))));
    }
}
