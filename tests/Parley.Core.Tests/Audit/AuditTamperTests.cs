using System.Globalization;
using Parley.Audit;
using Parley.Testing.Databases;

namespace Parley.Core.Tests.Audit;

/// <summary>Whatever is changed by somebody who has the database and no key is found, and the event is named.</summary>
public sealed class AuditTamperTests(PostgresFixture postgres)
{
    private const int Events = 9;

    private static readonly string[] Columns =
    [
        "tenant_id", "sequence", "at", "actor_id", "key_id", "action", "target", "result", "trace_id", "details", "origin", "origin_hash", "chain_key", "hash",
    ];

    private static readonly string[] HeadColumns = ["tenant_id", "sequence", "hash", "chain_key", "seal"];

    public static TheoryData<TestDatabase> Databases => [TestDatabase.Sqlite, TestDatabase.Postgres];

    [Theory, MemberData(nameof(Databases))]
    public async Task H2_OneByteOfAnyColumnOfAnEvent_IsFoundAndNamed(TestDatabase database)
    {
        await using var trail = await TestTrail.StartAsync(database, postgres, Events);
        await trail.DropGuardsAsync();
        Assert.Equal((true, Events), ((await trail.VerifyAsync()).IsOk, (await trail.VerifyAsync()).Checked));
        var random = new Random(4);

        foreach (var column in Columns)
        {
            foreach (var row in new[] { 1, 5, Events })
            {
                for (var turn = 0; turn < 3; turn++)
                {
                    var before = await ReadAsync(trail, column, row);
                    var after = Change(before, column, database, random);
                    await WriteAsync(trail, column, row, before, after, database);
                    var verdict = await trail.VerifyAsync();
                    Assert.True(verdict.Problem?.Sequence == row && verdict.Checked == row - 1, $"{column} of {row}: '{before}' became '{after}', and the verdict was {verdict}");
                    await RestoreAsync(trail, column, row, before, after, database);
                }
            }
        }

        Assert.True((await trail.VerifyAsync()).IsOk);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task H2_OneByteOfAnyColumnOfTheHead_IsFound(TestDatabase database)
    {
        await using var trail = await TestTrail.StartAsync(database, postgres, Events);
        await trail.DropGuardsAsync();
        var random = new Random(5);

        foreach (var column in HeadColumns)
        {
            var before = (await trail.ScalarAsync($"SELECT CAST({column} AS TEXT) FROM audit_heads"))!.ToString()!;
            var after = Change(before, column, database, random);
            await trail.ExecuteAsync($"UPDATE audit_heads SET {column} = {Literal(after, column, database)}");
            var verdict = await trail.VerifyAsync();
            Assert.True(verdict.Problem is { Kind: AuditProblemKind.HeadChanged } or { Kind: AuditProblemKind.TailCut }, $"{column}: '{before}' became '{after}', and the verdict was {verdict}");
            await trail.ExecuteAsync($"UPDATE audit_heads SET {column} = {Literal(before, column, database)}");
        }

        Assert.True((await trail.VerifyAsync()).IsOk);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task H2_SomethingForNothing_AndTheOtherWayRound_IsFound(TestDatabase database)
    {
        await using var trail = await TestTrail.StartAsync(database, postgres, 2);
        await trail.DropGuardsAsync();
        await trail.ExecuteAsync("UPDATE audit_events SET actor_id = NULL WHERE sequence = 2");
        Assert.Equal(2, (await trail.VerifyAsync()).Problem?.Sequence);

        await trail.ExecuteAsync("UPDATE audit_events SET key_id = NULL WHERE sequence = 1");
        Assert.Equal(1, (await trail.VerifyAsync()).Problem?.Sequence);
    }

    [Theory]
    [InlineData(AuditProblemKind.Missing, 4, "DELETE FROM audit_events WHERE sequence = 4")]
    [InlineData(AuditProblemKind.TailCut, 9, "DELETE FROM audit_events WHERE sequence = 9")]
    [InlineData(AuditProblemKind.TailCut, 1, "DELETE FROM audit_events")]
    [InlineData(AuditProblemKind.HeadChanged, 9, "DELETE FROM audit_heads")]
    [InlineData(AuditProblemKind.HeadChanged, 8, "DELETE FROM audit_events WHERE sequence = 9; UPDATE audit_heads SET sequence = 8, hash = (SELECT hash FROM audit_events WHERE sequence = 8)")]
    [InlineData(AuditProblemKind.KeyUnknown, 1, "DELETE FROM stored_secrets")]
    [InlineData(AuditProblemKind.OutOfOrder, 3, "UPDATE audit_events SET sequence = 99 WHERE sequence = 3; UPDATE audit_events SET sequence = 3 WHERE sequence = 6; UPDATE audit_events SET sequence = 6 WHERE sequence = 99")]
    [InlineData(AuditProblemKind.OriginChanged, 2, "UPDATE audit_events SET origin = (SELECT e.origin FROM audit_events e WHERE e.sequence = 7) WHERE sequence = 2")]
    public async Task H2_WhatWasDone_IsSaid(AuditProblemKind kind, long sequence, string sql)
    {
        foreach (var database in new[] { TestDatabase.Sqlite, TestDatabase.Postgres })
        {
            await using var trail = await TestTrail.StartAsync(database, postgres, Events);
            await trail.DropGuardsAsync();
            await trail.ExecuteAsync(sql);

            var problem = (await trail.VerifyAsync()).Problem;

            Assert.Equal((kind, sequence), (problem?.Kind, problem?.Sequence));
        }
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task H2_TailCutAndRecordedFurther_StaysVisible(TestDatabase database)
    {
        await using var trail = await TestTrail.StartAsync(database, postgres, Events);
        await trail.DropGuardsAsync();
        await trail.ExecuteAsync("DELETE FROM audit_events WHERE sequence > 6; UPDATE audit_heads SET sequence = 6, hash = (SELECT hash FROM audit_events WHERE sequence = 6)");

        await trail.RecordAsync(new AuditEntry("thing.do"));
        await trail.RecordAsync(new AuditEntry("thing.do"));

        var problem = (await trail.VerifyAsync()).Problem;
        Assert.Equal((AuditProblemKind.HeadChanged, 7L), (problem?.Kind, problem?.Sequence));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task H2_GuardsInPlace_NothingButAnOriginCanBeTakenAway(TestDatabase database)
    {
        await using var trail = await TestTrail.StartAsync(database, postgres, 3);
        string[] refused =
        [
            "DELETE FROM audit_events", "DELETE FROM audit_heads", "UPDATE audit_events SET action = 'other'", "UPDATE audit_events SET actor_id = NULL",
            "UPDATE audit_events SET sequence = sequence + 10", "UPDATE audit_events SET origin = 'elsewhere'", "UPDATE audit_events SET origin = NULL, target = ''",
            "UPDATE audit_heads SET sequence = 1", database is TestDatabase.Postgres ? "TRUNCATE audit_events" : "INSERT OR REPLACE INTO audit_events SELECT * FROM audit_events",
        ];

        foreach (var sql in refused)
        {
            var error = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => trail.ExecuteAsync(sql));
            Assert.Contains("append-only", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(1, await trail.ExecuteAsync("UPDATE audit_events SET origin = NULL WHERE sequence = 2"));
        Assert.Equal((true, 3, 1), ((await trail.VerifyAsync()).IsOk, (await trail.VerifyAsync()).Checked, (await trail.VerifyAsync()).WithoutOrigin));
    }

    private static async Task<string> ReadAsync(TestTrail trail, string column, int row) =>
        (await trail.ScalarAsync($"SELECT CAST({column} AS TEXT) FROM audit_events WHERE sequence = {row}"))!.ToString()!;

    private static Task<int> WriteAsync(TestTrail trail, string column, int row, string before, string after, TestDatabase database) =>
        trail.ExecuteAsync($"UPDATE audit_events SET {column} = {Literal(after, column, database)} WHERE sequence = {row} AND {column} = {Literal(before, column, database)}");

    private static Task<int> RestoreAsync(TestTrail trail, string column, int row, string before, string after, TestDatabase database) =>
        trail.ExecuteAsync($"UPDATE audit_events SET {column} = {Literal(before, column, database)} WHERE sequence = {(column == "sequence" ? after : row)} AND {column} = {Literal(after, column, database)}");

    // One character of what is stored. Where the column has a type, of a kind that the type accepts.
    private static string Change(string text, string column, TestDatabase database, Random random)
    {
        if (column == "sequence")
        {
            return (long.Parse(text, CultureInfo.InvariantCulture) + 100).ToString(CultureInfo.InvariantCulture);
        }

        var typed = database is TestDatabase.Postgres && column is "tenant_id" or "actor_id" or "key_id" or "at";
        var places = Enumerable.Range(0, text.Length).Where(i => !typed || (column == "at" ? i is 15 or 18 or 21 : char.IsAsciiLetterOrDigit(text[i]))).ToArray();
        var place = places[random.Next(places.Length)];
        var c = text[place];

        // Without a type even the case of a letter counts.
        var changed = typed ? (c == '3' ? '4' : '3') : char.IsAsciiLetter(c) && random.Next(2) == 0 ? (char)(c ^ 0x20) : c == 'x' ? 'y' : 'x';
        return string.Concat(text.AsSpan(0, place), [changed], text.AsSpan(place + 1));
    }

    private static string Literal(string text, string column, TestDatabase database) => column == "sequence" ? text
        : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'"
            + (database is TestDatabase.Sqlite ? "" : column is "tenant_id" or "actor_id" or "key_id" ? "::uuid" : column == "at" ? "::timestamptz" : "");
}
