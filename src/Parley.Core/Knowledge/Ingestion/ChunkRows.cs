using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Parley.Data;
using Parley.Knowledge.Library;

namespace Parley.Knowledge.Ingestion;

/// <summary>Writes passages in the context's transaction by hand: thousands of them would take EF several times as long.</summary>
internal static class ChunkRows
{
    private const string Insert = """
        INSERT INTO knowledge_chunks (id, tenant_id, collection_id, document_id, generation, ordinal, starts_at, ends_at, page, section, tokens, text)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        """;

    private const int BatchSize = 200;

    public static async Task InsertAsync(ParleyDbContext db, IEnumerable<Chunk> chunks, CancellationToken cancellationToken)
    {
        var connection = db.Database.GetDbConnection();
        var transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        if (connection.CanCreateBatch)
        {
            foreach (var part in chunks.Chunk(BatchSize))
            {
                await InsertBatchAsync(connection, transaction, part, cancellationToken);
            }

            return;
        }

        await using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, Insert);
        foreach (var chunk in chunks)
        {
            if (command.Parameters.Count == 0)
            {
                SqlBinding.Bind(command, Values(chunk));
            }
            else
            {
                SqlBinding.Rebind(command, Values(chunk));
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static async Task InsertBatchAsync(DbConnection connection, DbTransaction transaction, Chunk[] chunks, CancellationToken cancellationToken)
    {
        await using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (var chunk in chunks)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = Insert;
            SqlBinding.Bind(command, Values(chunk));
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static object[] Values(Chunk chunk) =>
    [
        chunk.Id.Value, chunk.TenantId, chunk.CollectionId.Value, chunk.DocumentId.Value, chunk.Generation, chunk.Ordinal, chunk.StartsAt, chunk.EndsAt,
        SqlNull.Of(chunk.Page), SqlNull.Of(chunk.Section), chunk.Tokens, chunk.Text,
    ];
}
