using Parley.Errors;
using Parley.Knowledge.Evaluation;

namespace Parley.Core.Tests.Knowledge.Evaluation;

public sealed class EvaluationSetTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("parley-set-").FullName;

    public EvaluationSetTests()
    {
        File.WriteAllText(Path.Combine(_folder, "corpus.jsonl"), """{"id": "d1", "text": "One."}""" + "\n" + """{"id": "d2", "text": "Two."}""");
        File.WriteAllText(Path.Combine(_folder, "queries.jsonl"), """{"id": "q1", "text": "1?"}""" + "\n" + """{"id": "q2", "text": "2?"}""");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td2\t2\n")]
    [InlineData("q1\td1\t1\nq2\td2\t2\n")]
    public void Load_WithAHeaderOrWithout_HasEveryJudgement(string judgements)
    {
        var set = Load(judgements);

        Assert.Equal(["q1", "q2"], set.Queries.Select(query => query.Id));
        Assert.Equal((1, 2), (set.Relevant["q1"]["d1"], set.Relevant["q2"]["d2"]));
    }

    [Theory]
    [InlineData("", "says of no document that it answers")]
    [InlineData("query\tdocument\tscore\n", "says of no document that it answers")]
    [InlineData("q1\td1\t0\n", "says of no document that it answers")]
    [InlineData("q9\td1\t1\n", "judges no question of queries.jsonl: there is none with the id 'q9'")]
    [InlineData("q1\td9\t1\n", "names no document of corpus.jsonl: there is none with the id 'd9'")]
    [InlineData("q1\t0\td1\t1\n", "qrels.tsv, line 1: a query, a document and a score are needed")]
    [InlineData("q1\td1\t1\nq2\td2\tmuch\n", "qrels.tsv, line 2: a query, a document and a score are needed")]
    public void Load_NothingToMeasure_SaysWhatIsWrongWithWhichFile(string judgements, string expected)
    {
        var error = Assert.Throws<AppException>(() => Load(judgements));

        Assert.Equal(ErrorCode.ValidationError, error.Code);
        Assert.Contains("qrels.tsv", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private EvaluationSet Load(string judgements)
    {
        File.WriteAllText(Path.Combine(_folder, "qrels.tsv"), judgements);
        return EvaluationSet.Load(_folder);
    }
}
