using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Parley.Data;
using Parley.Errors;
using Parley.Integrations.Keywords;
using Parley.Knowledge.Keywords;
using Parley.Knowledge.Library;
using Parley.Testing;
using Parley.Testing.Databases;
using Parley.Testing.Keywords;
using Xunit;

namespace Parley.Integrations.Tests.Keywords;

public sealed class PostgresKeywordIndexTests(PostgresKeywordIndexTests.OnPostgres fixture, PostgresFixture postgres)
    : KeywordIndexConformance(fixture), IClassFixture<PostgresKeywordIndexTests.OnPostgres>
{
    private static readonly string[] Tables = ["knowledge_keyword_states", "knowledge_keyword_terms", "knowledge_keyword_documents", "knowledge_keyword_passages"];

    [Fact]
    public void Index_NoneChosen_IsTheDatabasesOwn() => Assert.IsType<PostgresKeywordIndex>(Index);

    [Fact]
    public async Task Index_ChosenWithoutPostgres_IsRefusedAtTheStart()
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(
            () => TestParley.StartAsync(TestDatabase.Sqlite, postgres.Server, settings: new() { ["Knowledge:Keywords:Index"] = "postgres" }));

        Assert.Contains("KEYWORD_INDEX", error.ToString(), StringComparison.Ordinal);
    }

    // The bound on passages looked at is 1,000 here, and every passage has "balok".
    [Fact]
    public async Task Search_TermsOfTooManyPassages_FindsThoseWithRareTermsAndThenThoseWithMostTerms()
    {
        var library = await KeywordLibrary.AddAsync(Parley, Owner, 37);
        for (var i = 0; i < 12; i++)
        {
            await library.WriteAsync("balok", [.. Enumerable.Range(0, 100).Select(passage => $"{library.Words(20)}{(passage == 0 ? " zamok" : "")}")]);
        }

        await library.WriteAsync("falok", ["zimok"]);
        Assert.Equal(1, await CountAsync(library, "zimok"));
        Assert.Equal(1000, (await SearchAsync(library, "balok", top: 1000)).Count);

        // 1. All with a rare term, scored by all terms, and the others after them.
        var hits = await SearchAsync(library, "balok zimok", top: 50);
        var best = (await library.DescribeAsync(hits))[0];
        Assert.Equal(50, hits.Count);
        Assert.Equal(KeywordLibrary.Expected([library], "balok zimok")[0].Score, best.Score, 4);
        Assert.Equal(hits.Select(hit => hit.ChunkId).Distinct().Count(), hits.Count);

        // 2. As exact as can be where the rare term decides.
        var expected = KeywordLibrary.Expected([library], "balok zamok").Take(12).Select(hit => hit.Score);
        Assert.Equal(expected, (await SearchAsync(library, "balok zamok", top: 12)).Select(hit => (double)hit.Score), (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Fact]
    public async Task Update_DocumentsGone_LeavesNoWordOfThem()
    {
        var library = await KeywordLibrary.AddAsync(Parley, Owner, 41);
        var document = await library.WriteAsync("Secret", ["zeppelin plans", "of theirs"]);
        var kept = await library.WriteAsync("Kept", ["plans of ours"]);
        Assert.Equal(2, await CountAsync(library, "plans"));
        await library.RemoveAsync(document);
        Assert.Equal(1, await CountAsync(library, "plans"));

        Assert.Equal(["kept", "plan", "plans"], await ReadAsync<string>($"SELECT text FROM knowledge_keyword_terms WHERE collection_id = '{library.Collection}' ORDER BY text"));
        Assert.Equal([kept.Value], await ReadAsync<Guid>($"SELECT document_id FROM knowledge_keyword_documents WHERE collection_id = '{library.Collection}'"));

        var collection = new CollectionId(library.Collection);
        await Parley.AsAsync(Owner, db => db.Collections.Where(c => c.Id == collection).ExecuteDeleteAsync(Cancellation));
        foreach (var table in Tables)
        {
            Assert.Equal([0L], await ReadAsync<long>($"SELECT count(*) FROM {table} WHERE collection_id = '{library.Collection}'"));
        }
    }

    [Fact]
    public async Task Follow_AfterEachCommit_LeavesNothingForTheSearch()
    {
        var library = await KeywordLibrary.AddAsync(Parley, Owner, 43);
        await library.WriteAsync("Lights", ["A lantern hangs."]);
        await Index.FollowAsync(library.Collection, Cancellation);

        Assert.Equal(["lantern"], await ReadAsync<string>($"SELECT text FROM knowledge_keyword_terms WHERE collection_id = '{library.Collection}' AND text = 'lantern'"));
        await Index.FollowAsync(Guid.NewGuid(), Cancellation);
    }

    [Fact]
    public async Task Tables_OnceMade_AreNoCallersToTouch()
    {
        var library = await KeywordLibrary.AddAsync(Parley, Owner, 47);
        await library.WriteAsync("Lights", ["A lantern hangs."]);
        Assert.Equal(1, await CountAsync(library, "lantern"));

        // Rights are given out at a start.
        await using var second = await StartSecondAsync();
        foreach (var table in Tables)
        {
            Assert.Equal([false], await ReadAsync<bool>($"SELECT has_table_privilege('parley_caller', '{table}', 'SELECT, INSERT, UPDATE, DELETE')"));
        }
    }

    [Fact]
    public async Task Tables_SeveralProcessesAtOnceOrRemoved_AreMadeOnceAndAnew()
    {
        await using var first = await TestParley.StartAsync(TestDatabase.Postgres, postgres.Server);
        await using var second = await first.StartSecondAsync();
        var library = await KeywordLibrary.AddAsync(first, Owner, 53);
        await library.WriteAsync("Lights", ["A lantern hangs."]);
        IKeywordIndex[] indexes = [first.Services.GetRequiredService<IKeywordIndex>(), second.Services.GetRequiredService<IKeywordIndex>()];
        var query = new KeywordQuery([library.Collection], "lantern", 10);

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 8).Select(i => indexes[i % 2].SearchAsync(query, Cancellation))), hits => Assert.Single(hits));

        await first.AsAsync(null, db => db.Database.ExecuteSqlRawAsync(
            "DROP TABLE knowledge_keyword_states, knowledge_keyword_terms, knowledge_keyword_documents, knowledge_keyword_passages", Cancellation));
        Assert.True((await Assert.ThrowsAsync<AppException>(() => indexes[0].SearchAsync(query, Cancellation))).Retryable);
        Assert.Single(await indexes[0].SearchAsync(query, Cancellation));
    }

    private async Task<List<TValue>> ReadAsync<TValue>(string sql)
    {
        await using var connection = (NpgsqlConnection)Parley.Services.GetRequiredService<IDatabase>().CreateConnection();
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var values = new List<TValue>();
        while (await reader.ReadAsync(Cancellation))
        {
            values.Add(reader.GetFieldValue<TValue>(0));
        }

        return values;
    }

    public sealed class OnPostgres(PostgresFixture postgres)
        : KeywordIndexFixture(TestDatabase.Postgres, postgres, new() { ["Knowledge:Keywords:MaxCandidates"] = "1000" });
}
