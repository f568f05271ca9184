using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Parley.Data;

namespace Parley.Integrations.Databases.Postgres;

/// <summary>
/// Tells PostgreSQL whom a context's connection serves, every time it opens and before anything else: one statement that
/// the server keeps prepared. A connection that could not be told is closed, so that nobody works with another's.
/// </summary>
internal sealed class RowSecurityInterceptor(RowSecurity security) : DbConnectionInterceptor
{
    private const string Tell =
        "SELECT set_config('role', $1, false), set_config('parley.tenant_id', $2, false), set_config('parley.owner_id', $3, false)";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (!security.IsEnabled)
        {
            return;
        }

        try
        {
            using var command = Command(connection, eventData);
            command.ExecuteNonQuery();
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
            await using var command = Command(connection, eventData);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch
        {
            await connection.CloseAsync();
            throw;
        }
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
