using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Parley.Data;

namespace Parley.Integrations.Databases.Postgres;

/// <summary>
/// Gives contexts their connections, and tells PostgreSQL whom each serves, every time it opens and before anything else: one statement that
/// the server keeps prepared. A connection that could not be told is closed, so that nobody works with another's.
/// </summary>
internal sealed class RowSecurityInterceptor(RowSecurity security, NpgsqlDataSource source) : DbConnectionInterceptor
{
    private const string Tell =
        "SELECT set_config('role', $1, false), set_config('parley.tenant_id', $2, false), set_config('parley.owner_id', $3, false)";

    public override InterceptionResult<DbConnection> ConnectionCreating(ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result) =>
        InterceptionResult<DbConnection>.SuppressWithResult(source.CreateConnection());

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (!security.IsEnabled)
        {
            return;
        }

        try
        {
            TellOrReopen(connection, eventData);
        }
        catch
        {
            connection.Close();
            throw;
        }
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (!security.IsEnabled)
        {
            return;
        }

        try
        {
            await TellOrReopenAsync(connection, eventData, cancellationToken);
        }
        catch
        {
            await connection.CloseAsync();
            throw;
        }
    }

    // A connection of the pool may be of a server that has gone since: then all may be, and a new one is opened instead.
    private static void TellOrReopen(DbConnection connection, ConnectionEndEventData eventData)
    {
        try
        {
            Run();
        }
        catch (NpgsqlException e) when (e.IsTransient)
        {
            Forget(connection);
            connection.Open();
            Run();
        }

        void Run()
        {
            using var command = Command(connection, eventData);
            command.ExecuteNonQuery();
        }
    }

    private static async Task TellOrReopenAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync();
        }
        catch (NpgsqlException e) when (e.IsTransient)
        {
            Forget(connection);
            await connection.OpenAsync(cancellationToken);
            await RunAsync();
        }

        async Task RunAsync()
        {
            await using var command = Command(connection, eventData);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static void Forget(DbConnection connection)
    {
        NpgsqlConnection.ClearPool((NpgsqlConnection)connection);
        connection.Close();
    }

    private static NpgsqlCommand Command(DbConnection connection, ConnectionEndEventData eventData)
    {
        var caller = ((ParleyDbContext)eventData.Context!).RowSecurityCaller;
        return new NpgsqlCommand(Tell, (NpgsqlConnection)connection)
        {
            Parameters =
            {
                Text(caller is null ? "none" : RowSecurity.Role), Text(caller?.TenantId.ToString() ?? ""), Text(caller?.UserId.ToString() ?? ""),
            },
        };
    }

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };
}
