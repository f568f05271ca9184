// The index in memory and the one in PostgreSQL on the same rows, in turns. Usage: keywords [passages=100000] [queries=500]
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Parley.Bench.Keywords;
using Parley.Data;
using Parley.Identity;
using Parley.Knowledge.Keywords;
using Parley.Testing;
using Parley.Testing.Databases;
using Parley.Testing.Knowledge;

var passages = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
var count = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 500;
await using var fixture = new PostgresFixture();
await fixture.InitializeAsync();
await using var parley = await TestParley.StartAsync(TestDatabase.Postgres, fixture.Server);
var owner = new Caller(Guid.CreateVersion7(), Guid.CreateVersion7());
var corpus = new Corpus();
var collection = await corpus.WriteAsync(parley, owner, passages);
(string Name, IKeywordIndex Index)[] indexes =
[
    ("embedded", parley.Services.GetRequiredKeyedService<IKeywordIndex>("embedded")), ("postgres", parley.Services.GetRequiredKeyedService<IKeywordIndex>("postgres")),
];
Say($"{passages:N0} passages, {corpus.Letters / 1e6:0} MB of text, {corpus.Words.Length:N0} words");

// 1. Making each from the rows.
foreach (var (name, index) in indexes)
{
    var before = GC.GetTotalMemory(forceFullCollection: true);
    var watch = Stopwatch.StartNew();
    await index.FollowAsync(collection.Value, CancellationToken.None);
    await SearchAsync(index, corpus.Words[100], 10);
    Say($"{name}: made in {watch.Elapsed.TotalSeconds:0.0} s, {corpus.Letters / 1e6 / watch.Elapsed.TotalSeconds:0.0} MB/s, {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1048576.0:0} MiB of memory");
}

var tables = await ScalarAsync("SELECT (sum(pg_total_relation_size(c.oid)) / 1048576)::bigint FROM pg_class c WHERE relkind = 'r' AND relname LIKE 'knowledge_keyword%'");
var gin = await ScalarAsync("SELECT pg_relation_size('knowledge_keyword_passages_terms') / 1048576");
Say($"postgres: {tables} MiB of tables, {gin} of them the inverted index; the passages themselves {await ScalarAsync("SELECT pg_total_relation_size('knowledge_chunks') / 1048576")}");

// 2. Searching.
foreach (var size in new[] { 1, 2, 5, 10 })
{
    var queries = corpus.Queries(count, size);
    var times = indexes.ToDictionary(index => index.Name, _ => new List<double>());
    var (same, all) = (0, 0);
    foreach (var (i, query) in queries.Index())
    {
        var found = new List<IReadOnlyList<KeywordHit>>();
        foreach (var (name, index) in indexes)
        {
            var watch = Stopwatch.StartNew();
            found.Add(await SearchAsync(index, query, 100));
            if (i >= count / 10)
            {
                times[name].Add(watch.Elapsed.TotalMilliseconds);
            }
        }

        (same, all) = (same + found[0].Select(hit => hit.ChunkId).Intersect(found[1].Select(hit => hit.ChunkId)).Count(), all + found[0].Count);
    }

    Say($"{size} words, top 100: {string.Join("; ", times.Select(of => $"{of.Key} {Describe(of.Value)}"))}; in common {100.0 * same / Math.Max(1, all):0.0} %");
}

// 3. One document more, and the search that has to know of it; correcting words.
foreach (var (name, index) in indexes)
{
    var times = new List<double>();
    for (var i = 0; i < 20; i++)
    {
        await parley.WriteDocumentAsync(owner, collection, corpus.Text(4), [corpus.Text(200), corpus.Text(200)]);
        var watch = Stopwatch.StartNew();
        await SearchAsync(index, corpus.Words[1000 + i], 10);
        times.Add(watch.Elapsed.TotalMilliseconds);
    }

    Say($"{name}: a search after a document came {Describe(times)}");
    times.Clear();
    foreach (var word in corpus.Misspelt(100))
    {
        var watch = Stopwatch.StartNew();
        await index.CorrectAsync([collection.Value], [word], CancellationToken.None);
        times.Add(watch.Elapsed.TotalMilliseconds);
    }

    Say($"{name}: correcting a word {Describe(times)}");
}

Task<IReadOnlyList<KeywordHit>> SearchAsync(IKeywordIndex index, string query, int top) =>
    index.SearchAsync(new KeywordQuery([collection.Value], query, top), CancellationToken.None);

async Task<object?> ScalarAsync(string sql)
{
    await using var connection = (NpgsqlConnection)parley.Services.GetRequiredService<IDatabase>().CreateConnection();
    await connection.OpenAsync();
    await using var command = new NpgsqlCommand(sql, connection);
    return await command.ExecuteScalarAsync();
}

static string Describe(List<double> times)
{
    times.Sort();
    return FormattableString.Invariant($"mean {times.Average():0.00} ms, p50 {times[times.Count / 2]:0.00}, p95 {times[times.Count * 95 / 100]:0.00}");
}

static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
