using System.Buffers.Binary;
using System.Data;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Parley.Data;

namespace Parley.Integrations.Databases.Postgres;

/// <summary>A lease is an advisory lock of a connection of its own: the server lets go of it when the connection ends.</summary>
internal sealed class PostgresNodeLease(PostgresDatabase database) : INodeLease
{
    private DbConnection? _held;

    public string NodeId { get; } = $"node_{Guid.CreateVersion7():n}";

    public async Task AcquireAsync(CancellationToken cancellationToken)
    {
        if (_held is not null && await IsOpenAsync(_held, cancellationToken))
        {
            return;
        }

        await DisposeAsync();
        var connection = database.CreateSession();
        await connection.OpenAsync(cancellationToken);
        await AskAsync(connection, "SELECT pg_try_advisory_lock($1)", NodeId, cancellationToken);
        _held = connection;
    }

    public async Task<bool> IsAliveAsync(string nodeId, CancellationToken cancellationToken)
    {
        if (nodeId == NodeId)
        {
            return true;
        }

        await using var connection = database.CreateConnection();
        await connection.OpenAsync(cancellationToken);

        // Outside a transaction block the lock ends with the statement.
        return !await AskAsync(connection, "SELECT pg_try_advisory_xact_lock($1)", nodeId, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_held is not null)
        {
            await _held.DisposeAsync();
            _held = null;
        }
    }

    // A connection notices that its server went away only when it is used.
    private static async Task<bool> IsOpenAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT 1";
            await command.ExecuteScalarAsync(cancellationToken);
            return connection.State is ConnectionState.Open;
        }
        catch (DbException)
        {
            return false;
        }
    }

    private static async Task<bool> AskAsync(DbConnection connection, string sql, string nodeId, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        var key = command.CreateParameter();
        key.Value = BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(nodeId)));
        command.Parameters.Add(key);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
