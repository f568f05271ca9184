using System.Globalization;
using System.Text.Json;
using Parley.Errors;

namespace Parley.Knowledge.Evaluation;

/// <summary>Documents, questions, and which documents answer which: a folder in the layout of BEIR.</summary>
/// <param name="Relevant">By question, the documents that answer it and how well (1 and above).</param>
public sealed record EvaluationSet(
    string Name,
    IReadOnlyList<EvaluationDocument> Documents,
    IReadOnlyList<EvaluationQuery> Queries,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Relevant)
{
    /// <summary>
    /// Reads <c>corpus.jsonl</c> {id, title, text}, <c>queries.jsonl</c> {id, text} and <c>qrels.tsv</c> (query, document, score; a first line
    /// whose last column is no number names them). A question may have <c>answers</c>, texts of which a right answer holds one. BEIR's own names <c>_id</c> and <c>qrels/test.tsv</c> are understood too. Questions that nothing answers are left out.
    /// </summary>
    /// <exception cref="AppException">A file is missing or broken, or no question is left; the message names it and the line.</exception>
    public static EvaluationSet Load(string folder)
    {
        var documents = Lines(folder, "corpus.jsonl").Select(line => new EvaluationDocument(line.Id, line.Read("title"), line.Read("text"))).ToList();
        var judgements = File.Exists(Path.Combine(folder, "qrels.tsv")) || !File.Exists(Path.Combine(folder, "qrels", "test.tsv"))
            ? Path.Combine(folder, "qrels.tsv")
            : Path.Combine(folder, "qrels", "test.tsv");
        var relevant = ReadRelevant(judgements);
        var queries = Lines(folder, "queries.jsonl").Select(line => new EvaluationQuery(line.Id, line.Read("text")) { Answers = line.ReadAll("answers") })
            .Where(query => relevant.ContainsKey(query.Id)).ToList();
        CheckUse(judgements, documents, queries, relevant);
        return new EvaluationSet(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), documents, queries, relevant);
    }

    /// <summary>The same with some of its questions, by chance but the same for the same seed.</summary>
    public EvaluationSet Sample(int count, int seed)
    {
        if (count >= Queries.Count)
        {
            return this;
        }

        var shuffled = Queries.ToArray();
        new Random(seed).Shuffle(shuffled);
        return this with { Queries = shuffled[..count] };
    }

    private static IEnumerable<Line> Lines(string folder, string file)
    {
        var number = 0;
        foreach (var line in ReadLines(Path.Combine(folder, file)))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return Line.Parse(line, $"{file}, line {number}");
            }
        }
    }

    private static Dictionary<string, IReadOnlyDictionary<string, int>> ReadRelevant(string path)
    {
        var all = new Dictionary<string, Dictionary<string, int>>();
        foreach (var (index, line) in ReadLines(path).Index())
        {
            var columns = line.Split('\t');
            var isJudgement = double.TryParse(columns[^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var score);
            if (index == 0 && !isJudgement)
            {
                continue; // the names of the columns
            }

            if (!isJudgement || columns is not [var query, var document, _])
            {
                throw Broken($"{Path.GetFileName(path)}, line {index + 1}: a query, a document and a score are needed, with tabs between.");
            }

            if (score >= 1)
            {
                (all.TryGetValue(query, out var known) ? known : all[query] = [])[document] = (int)score;
            }
        }

        return all.ToDictionary(query => query.Key, query => (IReadOnlyDictionary<string, int>)query.Value);
    }

    // Figures about nothing would look like figures.
    private static void CheckUse(
        string judgements, List<EvaluationDocument> documents, List<EvaluationQuery> queries, Dictionary<string, IReadOnlyDictionary<string, int>> relevant)
    {
        if (relevant.Count == 0)
        {
            throw Broken($"{judgements} says of no document that it answers: no line has a query, a document and a score of 1 and above, with tabs between.");
        }

        if (queries.Count == 0)
        {
            throw Broken($"{judgements} judges no question of queries.jsonl: there is none with the id '{relevant.Keys.First()}', nor with any other of its ids.");
        }

        var known = documents.Select(document => document.Id).ToHashSet();
        if (!queries.Any(query => relevant[query.Id].Keys.Any(known.Contains)))
        {
            throw Broken($"{judgements} names no document of corpus.jsonl: there is none with the id '{relevant[queries[0].Id].Keys.First()}', nor with any other of its ids.");
        }
    }

    private static IEnumerable<string> ReadLines(string path) =>
        File.Exists(path) ? File.ReadLines(path) : throw Broken($"{path} is not there. A set needs corpus.jsonl, queries.jsonl and qrels.tsv.");

    private static AppException Broken(string message) => new(ErrorCode.ValidationError, message);

    private sealed record Line(string Id, JsonElement Values)
    {
        public static Line Parse(string json, string where)
        {
            try
            {
                using var document = JsonDocument.Parse(json);
                var values = document.RootElement.Clone();
                return values.ValueKind is JsonValueKind.Object && (values.TryGetProperty("id", out var id) || values.TryGetProperty("_id", out id))
                    ? new Line(id.ToString(), values)
                    : throw Broken($"{where}: an object with an id is needed.");
            }
            catch (JsonException e)
            {
                throw Broken($"{where}: this is not JSON. {e.Message}");
            }
        }

        public IReadOnlyList<string> ReadAll(string name) => Values.TryGetProperty(name, out var values) && values.ValueKind is JsonValueKind.Array
            ? [.. values.EnumerateArray().Where(value => value.ValueKind is JsonValueKind.String).Select(value => value.GetString()!)]
            : [];

        public string Read(string name) =>
            Values.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() ?? "" : "";
    }
}

public sealed record EvaluationDocument(string Id, string Title, string Text);

public sealed record EvaluationQuery(string Id, string Text)
{
    /// <summary>What a right answer holds, any of it; empty where the set does not know.</summary>
    public IReadOnlyList<string> Answers { get; init; } = [];
}
