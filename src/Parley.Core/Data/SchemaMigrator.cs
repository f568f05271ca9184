using System.Data.Common;
using Microsoft.Extensions.Logging;
using Parley.Errors;

namespace Parley.Data;

/// <summary>
/// Brings the schema to this version's: runs the missing scripts in order, in one transaction, with every other process
/// held out. Refuses a database that a newer version or an edited script has touched.
/// </summary>
public sealed partial class SchemaMigrator(IDatabase database, TimeProvider clock, ILogger<SchemaMigrator> logger)
{
    private const string CreateHistory =
        "CREATE TABLE IF NOT EXISTS schema_migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL)";

    /// <exception cref="StartupException">The database does not fit this version.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var connection = database.CreateConnection();
        await connection.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginSchemaChangeAsync(connection, cancellationToken);
        await ExecuteAsync(transaction, CreateHistory, cancellationToken);
        var applied = await ReadHistoryAsync(transaction, cancellationToken);
        Verify(applied);
        foreach (var script in database.Scripts.Where(script => !applied.ContainsKey(script.Version)))
        {
            await ExecuteAsync(transaction, script.Sql, cancellationToken);
            await ExecuteAsync(
                transaction, "INSERT INTO schema_migrations (version, name, checksum, applied_at) VALUES ($1, $2, $3, $4)",
                cancellationToken, script.Version, script.Name, script.Checksum, clock.GetUtcNow().ToString("O"));
            LogApplied(script.Version, script.Name, database.Name);
        }

        await database.GuardRowsAsync(transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private void Verify(Dictionary<int, string> applied)
    {
        var known = database.Scripts.ToDictionary(script => script.Version);
        foreach (var (version, checksum) in applied)
        {
            if (!known.TryGetValue(version, out var script))
            {
                throw new StartupException(
                    $"The database is at schema version {version}, which this version of Parley does not know. Start the newer Parley, or restore a backup.");
            }

            if (script.Checksum != checksum)
            {
                throw new StartupException(
                    $"Schema script {version} ({script.Name}) differs from the one this database was built with. Restore the original script.");
            }
        }
    }

    private static async Task<Dictionary<int, string>> ReadHistoryAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, "SELECT version, checksum FROM schema_migrations");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var applied = new Dictionary<int, string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            applied[reader.GetInt32(0)] = reader.GetString(1);
        }

        return applied;
    }

    private static async Task ExecuteAsync(
        DbTransaction transaction, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = Command(transaction, sql);
        SqlBinding.Bind(command, values);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static DbCommand Command(DbTransaction transaction, string sql)
    {
        var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return command;
    }

    [LoggerMessage(LogLevel.Information, "Applied schema script {Version} {Name} to {Database}")]
    private partial void LogApplied(int version, string name, string database);
}
