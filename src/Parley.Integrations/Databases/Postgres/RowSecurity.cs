using System.Data.Common;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Parley.Integrations.Databases.Postgres;

/// <summary>
/// The role that a connection takes on for a caller. It owns nothing, so that the policies of the tables hold for it, as
/// they do not for their owner; and it may touch only tables that have one.
/// </summary>
internal sealed partial class RowSecurity(string user, ILogger<RowSecurity> logger)
{
    public const string Role = "parley_caller";

    // Roles belong to the whole server: another database's Parley may make this one at the same moment, and a backup
    // brings none along. So it is looked after at every start, and not by a schema script.
    private const string MakeRole = $"""
        DO $do$
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{Role}') THEN
                CREATE ROLE {Role} NOLOGIN;
            END IF;
            IF NOT pg_has_role(current_user, '{Role}', 'MEMBER') THEN
                GRANT {Role} TO CURRENT_USER;
            END IF;
        EXCEPTION WHEN insufficient_privilege OR duplicate_object OR unique_violation THEN
            NULL;
        END
        $do$;
        DO $do$
        DECLARE
            guarded regclass;
        BEGIN
            IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{Role}') THEN
                IF NOT has_schema_privilege('{Role}', current_schema(), 'USAGE') THEN
                    EXECUTE format('GRANT USAGE ON SCHEMA %I TO {Role}', current_schema());
                END IF;
                FOR guarded IN SELECT oid FROM pg_class
                    WHERE relnamespace = current_schema()::regnamespace AND relrowsecurity AND NOT has_table_privilege('{Role}', oid, 'DELETE')
                LOOP
                    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO {Role}', guarded);
                END LOOP;
            END IF;
        END
        $do$
        """;

    private const string MayTakeRole = $"""
        SELECT EXISTS (
            SELECT FROM pg_roles WHERE rolname = '{Role}' AND NOT rolsuper AND NOT rolbypassrls
            AND pg_has_role(current_user, oid, CASE WHEN current_setting('server_version_num')::integer >= 160000 THEN 'SET' ELSE 'MEMBER' END))
        """;

    private volatile bool _isEnabled;

    /// <summary>Whether connections can take the role on. Otherwise the query filters guard alone.</summary>
    public bool IsEnabled => _isEnabled;

    public async Task EnableAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)transaction.Connection!;
        await using var make = new NpgsqlCommand(MakeRole, connection);
        await make.ExecuteNonQueryAsync(cancellationToken);
        await using var ask = new NpgsqlCommand(MayTakeRole, connection);
        _isEnabled = (bool)(await ask.ExecuteScalarAsync(cancellationToken))!;
        if (!_isEnabled)
        {
            LogDisabled(user, Role);
        }
    }

    [LoggerMessage(LogLevel.Warning,
        "PostgreSQL does not guard rows by itself, because its user {User} may not take on the role {Role}; Parley's own filters guard alone. "
        + "As an administrator of the database: CREATE ROLE {Role} NOLOGIN; GRANT {Role} TO {User}; then start Parley again.")]
    private partial void LogDisabled(string user, string role);
}
