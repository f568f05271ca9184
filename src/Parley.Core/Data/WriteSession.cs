using System.Data.Common;

namespace Parley.Data;

/// <summary>The writer's connection. Opened when needed, opened anew after a failure.</summary>
internal sealed class WriteSession(IDatabase database) : IDisposable
{
    private readonly Dictionary<string, DbCommand> _prepared = [];
    private DbConnection? _connection;

    public void Commit(List<PendingWrite> group)
    {
        var connection = Open();
        using var transaction = connection.BeginTransaction();
        if (connection.CanCreateBatch)
        {
            ExecuteBatch(connection, transaction, group);
        }
        else
        {
            ExecuteEach(transaction, group);
        }

        transaction.Commit();
    }

    public void Reset()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }

        _prepared.Clear();
        _connection?.Dispose();
        _connection = null;
    }

    public void Dispose() => Reset();

    private DbConnection Open()
    {
        if (_connection is null)
        {
            var connection = database.CreateConnection();
            connection.Open();
            _connection = connection;
        }

        return _connection;
    }

    // PostgreSQL: the whole group in one round trip.
    private static void ExecuteBatch(DbConnection connection, DbTransaction transaction, List<PendingWrite> group)
    {
        using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (var statement in group.SelectMany(write => write.Statements))
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = statement.Text;
            SqlBinding.Bind(command, statement.Values);
            batch.BatchCommands.Add(command);
        }

        batch.ExecuteNonQuery();
        var index = 0;
        foreach (var write in group)
        {
            for (var i = 0; i < write.Touched.Length; i++)
            {
                write.Touched[i] = batch.BatchCommands[index++].RecordsAffected;
            }
        }
    }

    // SQLite: no round trips to save, but statements worth keeping compiled.
    private void ExecuteEach(DbTransaction transaction, List<PendingWrite> group)
    {
        foreach (var write in group)
        {
            for (var i = 0; i < write.Statements.Length; i++)
            {
                write.Touched[i] = Prepare(write.Statements[i], transaction).ExecuteNonQuery();
            }
        }
    }

    private DbCommand Prepare(in SqlStatement statement, DbTransaction transaction)
    {
        if (_prepared.TryGetValue(statement.Text, out var command))
        {
            SqlBinding.Rebind(command, statement.Values);
        }
        else
        {
            command = _connection!.CreateCommand();
            command.CommandText = statement.Text;
            SqlBinding.Bind(command, statement.Values);
            _prepared.Add(statement.Text, command);
        }

        command.Transaction = transaction;
        return command;
    }
}
