using System.Data.Common;
using Microsoft.Extensions.Logging;
using Npgsql;
using Parley.Data;
using Parley.Errors;
using Parley.Knowledge.Vectors;

namespace Parley.Integrations.VectorStores.Postgres;

/// <summary>
/// Vectors in tables of the installation's own PostgreSQL: with the extension pgvector where the server has it, otherwise without. They
/// are asked by the installation's connection, which no row policy holds back: what may be looked at is in every statement.
/// </summary>
internal sealed class PostgresVectorStore(IDatabase database, ILogger<PostgresVectorStore> logger) : IVectorStore
{
    private const int RowsAtOnce = 128;

    /// <summary>How many windows are looked for first, for each passage that is wanted.</summary>
    private const int WindowsPerHit = 2;

    private readonly PostgresVectorTables _tables = new(logger);

    public string Name => "pgvector";

    public bool FollowsRows => false;

    /// <summary>The version of pgvector that the database has now; null when it has none.</summary>
    public Task<Version?> ExtensionAsync(CancellationToken cancellationToken) =>
        RunAsync(connection => PostgresVectorTables.PgvectorAsync(connection, cancellationToken), cancellationToken);

    public async Task UpsertAsync(VectorSpace space, IReadOnlyList<VectorEntry> entries, CancellationToken cancellationToken)
    {
        VectorChecks.Check(space, entries);
        if (entries.Count == 0)
        {
            return;
        }

        await RunAsync(async connection =>
        {
            var table = await _tables.OpenAsync(space, connection, cancellationToken);

            // In one order in every process, so that two that write the same rows wait for each other and never both.
            foreach (var rows in entries.OrderBy(entry => entry.ChunkId).ThenBy(entry => entry.Window).Chunk(RowsAtOnce))
            {
                await using var batch = new NpgsqlBatch(connection);
                foreach (var entry in rows)
                {
                    batch.BatchCommands.Add(VectorChecks.HasDirection(entry.Vector) ? table.Upsert(space, entry) : Delete(table, space, entry));
                }

                await batch.ExecuteNonQueryAsync(cancellationToken);
            }

            return true;
        }, cancellationToken);
    }

    public Task DeleteAsync(VectorSpace space, IReadOnlyList<Guid> chunks, CancellationToken cancellationToken) =>
        chunks.Count == 0 ? Task.CompletedTask : DeleteAsync(space, parameters => $" AND chunk_id = ANY ({RowCondition.Add(parameters, chunks.ToArray())})", cancellationToken);

    public Task DeleteSpaceAsync(VectorSpace space, CancellationToken cancellationToken) => DeleteAsync(space, _ => "", cancellationToken);

    public async Task<IReadOnlyList<VectorHit>> SearchAsync(VectorQuery query, CancellationToken cancellationToken)
    {
        if (VectorChecks.FindsNothing(query))
        {
            return [];
        }

        return await RunAsync(async connection =>
        {
            var hits = new List<VectorHit>();
            foreach (var spaces in query.In.Distinct().GroupBy(space => space.Embedder))
            {
                if (await _tables.FindAsync(spaces.First(), connection, cancellationToken) is { } table)
                {
                    hits.AddRange(await SearchAsync(table, connection, [.. spaces], query, cancellationToken));
                }
            }

            return VectorChecks.Best(hits, query.Top);
        }, cancellationToken);
    }

    private static async Task<IReadOnlyList<VectorHit>> SearchAsync(
        VectorTable table, NpgsqlConnection connection, IReadOnlyList<VectorSpace> spaces, VectorQuery query, CancellationToken cancellationToken)
    {
        // Windows of one passage crowd others out: more are looked for until there are passages enough, or no more windows.
        for (var limit = WindowsPerHit * query.Top; ; limit *= 4)
        {
            var windows = await table.NearestAsync(connection, spaces, query, limit, cancellationToken);
            var best = VectorChecks.Best(windows, query.Top);
            if (best.Count == query.Top || windows.Count < limit)
            {
                return best;
            }
        }
    }

    private Task<bool> DeleteAsync(VectorSpace space, Func<NpgsqlParameterCollection, string> which, CancellationToken cancellationToken) =>
        RunAsync(async connection =>
        {
            if (await _tables.FindAsync(space, connection, cancellationToken) is { } table)
            {
                await using var command = new NpgsqlCommand { Connection = connection };
                command.CommandText = $"DELETE FROM {table.Name} WHERE {RowCondition.Of(command.Parameters, [space])}{which(command.Parameters)}";
                await command.ExecuteNonQueryAsync(cancellationToken);
            }

            return true;
        }, cancellationToken);

    private static NpgsqlBatchCommand Delete(VectorTable table, VectorSpace space, VectorEntry entry)
    {
        var command = new NpgsqlBatchCommand();
        command.CommandText = $"""
            DELETE FROM {table.Name} WHERE {RowCondition.Of(command.Parameters, [space])}
            AND chunk_id = {RowCondition.Add(command.Parameters, entry.ChunkId)} AND "window" = {RowCondition.Add(command.Parameters, entry.Window)}
            """;
        return command;
    }

    private async Task<TResult> RunAsync<TResult>(Func<NpgsqlConnection, Task<TResult>> work, CancellationToken cancellationToken)
    {
        if (database.CreateConnection() is not NpgsqlConnection connection)
        {
            throw new AppException(ErrorCode.ServiceUnavailable, $"Vectors cannot be kept in PostgreSQL, because the database is {database.Name}. Set DATABASE_URL, or another VECTOR_STORE.");
        }

        await using (connection)
        {
            try
            {
                await connection.OpenAsync(cancellationToken);
                return await work(connection);
            }
            catch (DbException e)
            {
                if (e is PostgresException { SqlState: PostgresErrorCodes.UndefinedTable })
                {
                    _tables.Forget();
                }

                throw new AppException(ErrorCode.ServiceUnavailable, "The vectors in PostgreSQL cannot be read or written now. Try again; if it stays so, look at the log.", e) { Retryable = true };
            }
        }
    }
}
