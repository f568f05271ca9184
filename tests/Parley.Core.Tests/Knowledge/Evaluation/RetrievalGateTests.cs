using Microsoft.Extensions.DependencyInjection;
using Parley.Identity;
using Parley.Knowledge.Evaluation;
using Parley.Knowledge.Evaluation.Reports;
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

    [Fact]
    public async Task Gate_AsShipped_IsReached()
    {
        var result = await RunAsync([]);

        Assert.Empty(Check(result));
        Assert.Equal(68, result.Documents);
        Assert.True(result.Find("pipeline")!.Measures.Ndcg > result.Find("keyword")!.Measures.Ndcg + 0.02, MarkdownReport.Write([result], []));
    }

    // Each takes a stage away or breaks it. If none of these were noticed, the gate would hold nothing.
    [Theory]
    [InlineData("Knowledge:Retrieval:Spelling", "false", "misspelt")]
    [InlineData("Knowledge:Retrieval:Reranking", "false", "pipeline")]
    [InlineData("Knowledge:Retrieval:Strategy", "Naive", "pipeline")]
    [InlineData("Knowledge:Retrieval:MinScore", "0.9", "pipeline")]
    public async Task Gate_AStageIsBroken_IsNotReached(string setting, string value, string variant) =>
        Assert.Contains(Check(await RunAsync(new() { [setting] = value })), failure => failure.Contains($" {variant} ", StringComparison.Ordinal));

    private static IReadOnlyList<string> Check(EvaluationResult result) => EvaluationGate.Load(Path.Combine(Folder, "gate.json")).Check([result]);

    private async Task<EvaluationResult> RunAsync(Dictionary<string, string?> settings)
    {
        await using var parley = await TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server, settings: settings);
        return await parley.Services.GetRequiredService<Evaluator>().RunAsync(
            EvaluationSet.Load(Folder), new EvaluationRequest { Misspell = 1 }, Caller.Local, TestContext.Current.CancellationToken);
    }
}
