namespace Parley.Cli.Tests.Processes;

public sealed class EvalProcessTests(FakeModelServer model) : IClassFixture<FakeModelServer>, IDisposable
{
    private readonly ParleyBox _box = new(null);

    public void Dispose() => _box.Dispose();

    [Fact]
    public async Task Eval_SmallSet_ReportsRankingAndAnswersAndLeavesNothingBehind()
    {
        WriteSet();
        Write("gate.json", """{ "set": { "pipeline": { "ndcg": 0.9 }, "answers": { "held": 0.6, "verified": 0.9, "faithfulness": 0.9 } } }""");

        var run = await _box.RunAsync("eval", "set", "--misspell", "1", "--answers", "3", "--html", "report.html", "--gate", "gate.json");

        Assert.True(run.Code == 0, run.Error + run.Output);
        Assert.Contains("4 documents, 4 passages, 3 questions", run.Output, StringComparison.Ordinal);
        Assert.Contains("| pipeline | 100.0 | 100.0 |", run.Output, StringComparison.Ordinal);
        Assert.Contains("| misspelt |", run.Output, StringComparison.Ordinal);
        Assert.Matches("3 questions to offline/[^:]+: 2 answered, 1 declined because the documents do not answer, 0 failed", run.Output);
        Assert.Matches(@"\| by words and meaning \| [0-9.]+ \| 100\.0 \| [0-9.]+ \|", run.Output);
        Assert.Contains("2 of 2 citations verified (100.0 %); 0 statements cite nothing. 2 of 3 answers hold what the set expects (66.7 %).", run.Output, StringComparison.Ordinal);
        var html = await File.ReadAllTextAsync(Path.Combine(_box.Directory, "report.html"), TestContext.Current.CancellationToken);
        Assert.Contains("<h3>Answers</h3>", html, StringComparison.Ordinal);
        Assert.Contains("<title>Answers, by words and meaning, %</title>", html, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_box.DataDirectory));
    }

    [Fact]
    public async Task Eval_BelowTheGate_EndsWithOneAndSaysWhatIsMissing()
    {
        WriteSet();
        Write("gate.json", """{ "set": { "keyword": { "precision": 0.99 }, "answers": { "held": 0.5 } }, "other": { "pipeline": { "mrr": 0.1 } } }""");

        var run = await _box.RunAsync("eval", "set", "--gate", "gate.json", "--report", "report.md");

        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Contains("set: precision of keyword is 0.1, and 0.99 is the bound.", run.Error, StringComparison.Ordinal);
        Assert.Contains("set: answers was not measured.", run.Error, StringComparison.Ordinal);
        Assert.Contains("other: pipeline was not measured.", run.Error, StringComparison.Ordinal);
        Assert.Contains("## Below the gate", await File.ReadAllTextAsync(Path.Combine(_box.Directory, "report.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Eval_Judge_RatesWhatTheModelAnswered()
    {
        WriteSet();
        _box.With("OPENAI_BASE_URL", model.Url).With("OPENAI_API_KEY", "test-key").With("OPENAI_MODEL", "echo").With("KNOWLEDGE_MODEL", "openai/rate-8");

        var run = await _box.RunAsync("eval", "set", "--answers", "2", "--judge", "--provider", "offline");

        Assert.True(run.Code == 0, run.Error + run.Output);
        Assert.Matches(@"\| by the judge \| 80\.0 \| 80\.0 \| 80\.0 \|", run.Output);
    }

    [Theory]
    [InlineData(2, "--answers takes a whole number from 1", "set", "--answers", "0")]
    [InlineData(2, "say how many with --answers", "set", "--judge")]
    [InlineData(2, "no provider named 'nobody'", "set", "--answers", "1", "--provider", "nobody")]
    [InlineData(1, "Name one with KNOWLEDGE_MODEL", "set", "--answers", "1", "--judge")]
    [InlineData(2, "nothing/corpus.jsonl is not there", "nothing")]
    [InlineData(2, "queries.jsonl, line 2: this is not JSON", "broken")]
    [InlineData(2, "there is no figure ndcg of answers", "set", "--gate", "wrong.json")]
    [InlineData(2, "unjudged/qrels.tsv judges no question of queries.jsonl: there is none with the id 'another'", "unjudged")]
    public async Task Eval_BadInput_SaysWhatIsWrong(int code, string expected, params string[] arguments)
    {
        WriteSet();
        WriteSet("broken");
        Write("broken/queries.jsonl", """{"id": "q1", "text": "x"}""" + "\n{oops\n");
        WriteSet("unjudged");
        Write("unjudged/qrels.tsv", "query\tdocument\tscore\nanother\tsockets\t1\n");
        Write("wrong.json", """{ "set": { "answers": { "ndcg": 0.5 } } }""");

        var run = await _box.RunAsync(["eval", .. arguments]);

        Assert.True(code == run.Code, $"{run.Code} {run.Error}");
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    private void WriteSet(string name = "set")
    {
        Write($"{name}/corpus.jsonl", """
            {"id": "sockets", "title": "Sockets", "text": "The WebSocket is closed with code 4001 when a client is unauthorised."}
            {"id": "bread", "title": "Bread", "text": "Rye bread rests for 16 hours before it is baked."}
            {"id": "backup", "title": "Backups", "text": "A backup is taken every night at half past two and kept for 35 days."}
            {"id": "ferry", "title": "Ferry", "text": "The ferry leaves the island at noon and returns in the evening."}
            """);
        Write($"{name}/queries.jsonl", """
            {"id": "q1", "text": "With which code is the WebSocket closed?", "answers": ["4001"]}
            {"id": "q2", "text": "How long does rye bread rest?", "answers": ["16 hours", "sixteen hours"]}
            {"id": "q3", "text": "Who captains the ferry to the island?", "answers": ["Ingrid"]}
            """);
        Write($"{name}/qrels.tsv", "query\tdocument\tscore\nq1\tsockets\t1\nq2\tbread\t1\nq3\tferry\t1\n");
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_box.Directory, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
