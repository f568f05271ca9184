using System.Data.Common;
using Npgsql;
using Parley.Data;
using Parley.Errors;

namespace Parley.Integrations.Keywords;

/// <summary>Connections of the installation to the tables of the index, which are there when one is open.</summary>
internal sealed class KeywordConnection(IDatabase database)
{
    private readonly KeywordTables _tables = new();

    public async Task<TResult> RunAsync<TResult>(Func<NpgsqlConnection, Task<TResult>> work, CancellationToken cancellationToken)
    {
        if (database.CreateConnection() is not NpgsqlConnection connection)
        {
            throw new AppException(ErrorCode.ServiceUnavailable, $"Words cannot be searched in PostgreSQL, because the database is {database.Name}. Set DATABASE_URL, or take KEYWORD_INDEX away.");
        }

        await using (connection)
        {
            try
            {
                await connection.OpenAsync(cancellationToken);
                await _tables.EnsureAsync(connection, cancellationToken);
                return await work(connection);
            }
            catch (DbException e)
            {
                if (e is PostgresException { SqlState: PostgresErrorCodes.UndefinedTable })
                {
                    _tables.Forget();
                }

                throw new AppException(ErrorCode.ServiceUnavailable, "The words of the documents cannot be searched now. Try again; if it stays so, look at the log.", e) { Retryable = true };
            }
        }
    }

    /// <summary>Adds a value by its place.</summary>
    public static string Add<TValue>(NpgsqlParameterCollection parameters, TValue value)
    {
        parameters.Add(new NpgsqlParameter<TValue> { TypedValue = value });
        return $"${parameters.Count}";
    }

    public static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params IEnumerable<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public static NpgsqlParameter Value<TValue>(TValue value) => new NpgsqlParameter<TValue> { TypedValue = value };
}
