using Parley.Testing.Databases;
using Parley.Testing.Keywords;

namespace Parley.Core.Tests.Knowledge.Keywords;

public sealed class EmbeddedKeywordIndexTests(EmbeddedKeywordIndexTests.OnSqlite fixture) : KeywordIndexConformance(fixture), IClassFixture<EmbeddedKeywordIndexTests.OnSqlite>
{
    [Fact]
    public async Task Search_MoreThanMemoryAllows_StillFindsEverything()
    {
        var words = string.Join(' ', Enumerable.Range(0, 60_000).Select(i => $"word{i}"));
        var libraries = new List<KeywordLibrary>();
        for (var i = 0; i < 8; i++)
        {
            libraries.Add(await KeywordLibrary.AddAsync(Parley, Owner, i));
            await libraries[i].WriteAsync("Much", [words]);
        }

        for (var round = 0; round < 2; round++)
        {
            foreach (var library in libraries)
            {
                Assert.Equal(1, await CountAsync(library, "word777"));
            }
        }
    }

    public sealed class OnSqlite(PostgresFixture postgres)
        : KeywordIndexFixture(TestDatabase.Sqlite, postgres, new() { ["Knowledge:Keywords:MaxBytes"] = "16777216" });
}

/// <summary>In memory, on a database whose own index is not wanted.</summary>
public sealed class EmbeddedKeywordIndexOnPostgresTests(EmbeddedKeywordIndexOnPostgresTests.OnPostgres fixture)
    : KeywordIndexConformance(fixture), IClassFixture<EmbeddedKeywordIndexOnPostgresTests.OnPostgres>
{
    public sealed class OnPostgres(PostgresFixture postgres)
        : KeywordIndexFixture(TestDatabase.Postgres, postgres, new() { ["Knowledge:Keywords:Index"] = "embedded" });
}
