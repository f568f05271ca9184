using Parley.Errors;
using Parley.Identity;
using Parley.Knowledge.Evaluation;
using Parley.Knowledge.Evaluation.Reports;

namespace Parley.Core.Tests.Knowledge.Evaluation;

public sealed class MeasuresTests
{
    private static readonly Dictionary<string, int> Relevant = new() { ["a"] = 1, ["b"] = 2 };

    [Fact]
    public void Measures_OfAList_AreAsTheirDefinitionsSay()
    {
        var measures = RankingMeasures.Of(["x", "b", "y", "a"], Relevant);

        Assert.Equal(0.2, measures.Precision, 6);
        Assert.Equal(1, measures.Recall, 6);
        Assert.Equal(0.5, measures.Mrr, 6);
        Assert.Equal(((3 / Math.Log2(3)) + (1 / Math.Log2(5))) / (3 + (1 / Math.Log2(3))), measures.Ndcg, 6);
        Assert.Equal(1, RankingMeasures.Of(["b", "a"], Relevant).Ndcg, 6);
        Assert.Equal(default, RankingMeasures.Of(["x"], Relevant));
        Assert.Equal(default, RankingMeasures.Of([.. Enumerable.Repeat("x", 10), "a"], Relevant));
    }

    [Fact]
    public void Latencies_Percentiles_AreNearestRanks()
    {
        var latencies = Latencies.Of(Enumerable.Range(1, 100).Select(i => (double)i));

        Assert.Equal((50.5, 50, 95, 99), (latencies.Mean, latencies.P50, latencies.P95, latencies.P99));
        Assert.Equal(default, Latencies.Of([]));
    }

    [Fact]
    public void Misspell_AText_ChangesThatManyWordsByOneEdit()
    {
        const string Text = "how often are idle connections pinged by 4001 servers";
        for (var seed = 0; seed < 200; seed++)
        {
            var words = Text.Split(' ').Zip(Misspeller.Misspell(Text, 2, seed).Split(' ')).ToList();
            var changed = words.Where(pair => pair.First != pair.Second).ToList();
            Assert.Equal(2, changed.Count);
            Assert.All(changed, pair => Assert.True(pair.First.Length >= 5 && Math.Abs(pair.First.Length - pair.Second.Length) <= 1));
            Assert.Equal(Misspeller.Misspell(Text, 2, seed), Misspeller.Misspell(Text, 2, seed));
        }

        Assert.Equal("a bc", Misspeller.Misspell("a bc", 3, 1));
    }

    [Fact]
    public void Load_ASet_ReadsItAndLeavesOutWhatNothingAnswers()
    {
        using var folder = new Folder();
        folder.Write("corpus.jsonl", """{"id":"d1","title":"T","text":"x"}""" + "\n\n" + """{"_id":"d2","text":"y"}""");
        folder.Write("queries.jsonl", """{"id":"q1","text":"one"}""" + "\n" + """{"id":"q2","text":"two"}""");
        folder.Write("qrels.tsv", "query\tdoc\tscore\nq1\td2\t2\nq2\td1\t0\n");

        var set = EvaluationSet.Load(folder.Path);

        Assert.Equal(["d1", "d2"], set.Documents.Select(document => document.Id));
        Assert.Equal(["q1"], set.Queries.Select(query => query.Id));
        Assert.Equal(2, set.Relevant["q1"]["d2"]);
    }

    [Theory]
    [InlineData("queries.jsonl", "{oops", "queries.jsonl, line 1")]
    [InlineData("queries.jsonl", "[1]", "queries.jsonl, line 1")]
    [InlineData("qrels.tsv", "h\nq1 d1 1", "qrels.tsv, line 2")]
    [InlineData("corpus.jsonl", null, "corpus.jsonl is not there")]
    public void Load_ABrokenSet_SaysWhere(string file, string? content, string expected)
    {
        using var folder = new Folder();
        folder.Write("corpus.jsonl", """{"id":"d1","text":"x"}""");
        folder.Write("queries.jsonl", """{"id":"q1","text":"one"}""");
        folder.Write("qrels.tsv", "query\tdoc\tscore\nq1\td1\t1\n");
        folder.Write(file, content);

        Assert.Contains(expected, Assert.Throws<AppException>(() => EvaluationSet.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gate_Figures_AreComparedAndWhatIsMissingFails()
    {
        using var folder = new Folder();
        folder.Write("gate.json", """{"s":{"pipeline":{"ndcg":0.8,"p95_ms":10},"other":{"mrr":0.1}}}""");
        var gate = EvaluationGate.Load(Path.Combine(folder.Path, "gate.json"));

        Assert.Equal(["s: other was not measured."], gate.Check([Result(0.8, 10)]));
        Assert.Contains("s: ndcg of pipeline is 0.79, and 0.8 is the bound.", gate.Check([Result(0.79, 10)]));
        Assert.Contains("s: p95_ms of pipeline is 11, and 10 is the bound.", gate.Check([Result(0.9, 11)]));
        folder.Write("gate.json", """{"s":{"pipeline":{"nonsense":1}}}""");
        Assert.Throws<AppException>(() => EvaluationGate.Load(Path.Combine(folder.Path, "gate.json")));
    }

    [Fact]
    public void Reports_HoldTheFiguresAndEscapeNames()
    {
        var result = Result(0.812, 3) with { Set = "a<b>" };

        var markdown = MarkdownReport.Write([result], ["too low"]);
        var html = HtmlReport.Write([result], ["too <low>"]);

        Assert.Contains("| pipeline | 81.2 |", markdown, StringComparison.Ordinal);
        Assert.Contains("- too low", markdown, StringComparison.Ordinal);
        Assert.Contains("a&lt;b&gt;", html, StringComparison.Ordinal);
        Assert.Contains("too &lt;low&gt;", html, StringComparison.Ordinal);
        Assert.Contains("<svg", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_WithoutAModel_AreMeasuredByTheirWords()
    {
        var measures = new AnswerMeasures([], []);
        string[] passages = ["The socket is closed with code 4001.", "Tokens arrive in order."];
        var token = TestContext.Current.CancellationToken;

        Assert.Equal(1, AnswerMeasures.ContextRelevance("which code closes the socket", passages), 6);
        Assert.Equal(0, AnswerMeasures.ContextRelevance("zebra stripes", passages), 6);
        Assert.Equal(1, await measures.FaithfulnessAsync("The socket is closed with code 4001.", passages, Caller.Local, token), 6);
        Assert.True(await measures.FaithfulnessAsync("The socket is closed with code 4002.", passages, Caller.Local, token) < 0.8);
        Assert.Equal(0, await measures.FaithfulnessAsync("Zebras graze quietly.", passages, Caller.Local, token), 6);
        Assert.True(await measures.AnswerRelevanceAsync("which code closes the socket", "Code 4001 closes it.", Caller.Local, token) > 0.6);
    }

    [Theory]
    [InlineData("7", 0.7)]
    [InlineData("10/10", 1)]
    [InlineData("very good", 0)]
    [InlineData("99", 0)]
    [InlineData(null, 0)]
    public async Task Answers_WithAJudge_TakeItsRatingIfItIsOne(string? rating, double expected)
    {
        var measures = new AnswerMeasures([], [new FakeKnowledgeModel(_ => rating)]);

        Assert.Equal(expected, await measures.FaithfulnessAsync("Zebras graze.", ["Tokens arrive."], Caller.Local, TestContext.Current.CancellationToken), 6);
    }

    private static EvaluationResult Result(double ndcg, double p95) => new("s", 1, 1, 1, TimeSpan.Zero,
        [new VariantResult("pipeline", new RankingMeasures(0, 0, ndcg, 0), 0, new Latencies(1, 1, p95, p95), [("rerank", 1)])]);

    private sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("parley-set-").FullName;

        public void Write(string file, string? content)
        {
            File.Delete(System.IO.Path.Combine(Path, file));
            if (content is not null)
            {
                File.WriteAllText(System.IO.Path.Combine(Path, file), content);
            }
        }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
