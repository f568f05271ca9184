using Microsoft.Extensions.DependencyInjection;
using Parley.Identity;
using Parley.Knowledge.Keywords;
using Parley.Knowledge.Retrieval;
using Parley.Knowledge.Retrieval.Stages;
using Parley.Knowledge.Retrieval.Strategies;
using Parley.Testing;
using Parley.Testing.Databases;
using Parley.Testing.Knowledge;

namespace Parley.Core.Tests.Knowledge.Retrieval;

/// <summary>What a model may say in a search, and what becomes of it when it says something else.</summary>
public sealed class ModelStagesTests(PostgresFixture postgres)
{
    [Theory]
    [InlineData("- first query\n* \"second query\"\n\nfirst query\nthird\nfourth", QueryExpansion.MultiQuery, "first query|second query|third")]
    [InlineData("rewritten\nand explained", QueryExpansion.Rewrite, "rewritten")]
    [InlineData("asked", QueryExpansion.Rewrite, "")]
    [InlineData(null, QueryExpansion.Rewrite, "")]
    public async Task Expansion_AModelAnswers_TakesItsQueriesWithinBounds(string? answer, QueryExpansion expansion, string expected)
    {
        var expansions = new QueryExpansions(new NoIndex(), new FakeKnowledgeModel(_ => answer));

        var queries = await expansions.AskModelAsync(Run(expansion), "asked", new RetrievalOptions(), TestContext.Current.CancellationToken);

        Assert.Equal(expected, string.Join('|', queries));
    }

    [Theory]
    [InlineData("SUFFICIENT", true, null)]
    [InlineData("MISSING: price of lanterns", false, "price of lanterns")]
    [InlineData("missing: \"price\"\nbecause …", false, "price")]
    [InlineData("I think so", false, null)]
    [InlineData(null, false, null)]
    public async Task Sufficiency_AModelJudges_IsReadStrictly(string? answer, bool isSufficient, string? next)
    {
        var judge = new SufficiencyJudge(new NoIndex(), new FakeKnowledgeModel(_ => answer));

        var verdict = await judge.JudgeAsync(Run(QueryExpansion.None), "lantern", [], TestContext.Current.CancellationToken);

        Assert.Equal(new Sufficiency(isSufficient, next), verdict);
    }

    [Fact]
    public async Task CrossEncoder_Scores_PutInOrderAndItsFailureLeavesIt()
    {
        List<Candidate> candidates = [Candidate("one", 0.9), Candidate("two", 0.8), Candidate("three", 0.7)];
        var run = Run(QueryExpansion.None);
        var token = TestContext.Current.CancellationToken;

        var failed = await new ModelReranker([new Scorer(null)]).RerankAsync(run, "q", candidates, 2, token);
        Assert.Equal(["one", "two", "three"], failed.Select(candidate => candidate.Text));

        var scored = await new ModelReranker([new Scorer([0.1, 0.6])]).RerankAsync(run, "q", candidates, 2, token);
        Assert.Equal(["two", "one", "three"], scored.Select(candidate => candidate.Text));
        Assert.Equal([0.6, 0.1, 0.1], scored.Select(candidate => candidate.Score));
        Assert.Equal(0.6, scored[0].Scores.Reranked);
    }

    [Fact]
    public async Task Search_ExpansionWithoutAModel_SaysSoAndSearches()
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server);
        var collection = await parley.AddCollectionAsync(Caller.Local);
        await parley.WriteDocumentAsync(Caller.Local, collection, "Lights", ["A lantern hangs by the brass hook.", "Lamps and a brass hook."]);
        var search = parley.Services.GetRequiredService<KnowledgeSearch>();
        var token = TestContext.Current.CancellationToken;

        var fed = await search.SearchAsync(new SearchRequest("lantern lamps") { Expansion = QueryExpansion.Feedback }, Caller.Local, token);

        Assert.NotEmpty(fed.Passages);
        Assert.Contains("hook", Assert.Single(fed.Further), StringComparison.Ordinal);
    }

    private static SearchRun Run(QueryExpansion expansion) => new(
        SearchPlan.Of(new SearchRequest("asked") { Expansion = expansion }, new RetrievalOptions()), Caller.Local, [], null, new StageLog(TimeProvider.System));

    private static Candidate Candidate(string text, double score) => new()
    {
        ChunkId = Guid.NewGuid(), DocumentId = Guid.NewGuid(), CollectionId = Guid.NewGuid(), Title = "", Text = text, Start = 0, End = text.Length, Date = DateTime.UnixEpoch, Score = score,
    };

    private sealed class Scorer(double[]? scores) : IPassageScorer
    {
        public bool IsConfigured => true;

        public Task<IReadOnlyList<double>?> ScoreAsync(string query, IReadOnlyList<string> texts, Caller caller, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<double>?>(scores);
    }

    private sealed class NoIndex : IKeywordIndex
    {
        public Task<IReadOnlyList<KeywordHit>> SearchAsync(KeywordQuery query, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<KeywordHit>>([]);

        public Task<IReadOnlyDictionary<string, string>> CorrectAsync(IReadOnlyList<Guid> collections, IReadOnlyList<string> words, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());

        public Task<IReadOnlyDictionary<string, double>> WeighAsync(IReadOnlyList<Guid> collections, IReadOnlyList<string> terms, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyDictionary<string, double>>(new Dictionary<string, double>());
    }
}
