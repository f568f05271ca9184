using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Parley.Data;

namespace Parley.Integrations.Databases.Postgres;

/// <summary>A PostgreSQL server, version 14 or newer.</summary>
internal sealed class PostgresDatabase : IDatabase, IAsyncDisposable
{
    /// <summary>The advisory lock that schema changes take. Any number that nobody else takes.</summary>
    private const long SchemaLock = 0x7061726c6579;

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlDataSource _contexts;
    private readonly string _unpooled;
    private readonly RowSecurity _security;

    public PostgresDatabase(IOptions<DatabaseOptions> options, ILogger<RowSecurity> logger)
    {
        var settings = PostgresUrl.Parse(options.Value.Url!);
        settings.MaxPoolSize = options.Value.PoolSize + options.Value.MaxOverflow;
        settings.MaxAutoPrepare = 100;
        settings.ApplicationName ??= "parley";
        Address = $"{settings.Host}:{settings.Port}/{settings.Database}";
        _unpooled = new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Pooling = false, KeepAlive = 30 }.ConnectionString;
        _source = new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();

        // Every context says anew whom its connection serves, so that resetting it in between would be for nothing.
        settings.NoResetOnClose = true;
        _contexts = new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
        _security = new(settings.Username ?? "", logger);
    }

    public string Name => "PostgreSQL";

    public string Address { get; }

    public bool HasOneWriter => false;

    public IReadOnlyList<SchemaScript> Scripts { get; } = EmbeddedScripts.Of("Postgres");

    // Given the source itself, EF would keep its model and its compiled queries for this source alone, and make them anew for
    // the next in the same process.
    public void Configure(DbContextOptionsBuilder options) =>
        options.UseNpgsql().AddInterceptors(new RowSecurityInterceptor(_security, _contexts));

    public DbConnection CreateConnection() => _source.CreateConnection();

    /// <summary>A connection that really ends when it is disposed: for what lives as long as a session.</summary>
    public DbConnection CreateSession() => new NpgsqlConnection(_unpooled);

    public async Task<T?> ReadTextAsync<T>(
        DbConnection connection, TextCell cell, Func<Stream, CancellationToken, Task<T?>> read, CancellationToken cancellationToken)
        where T : class
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {cell.Column} FROM {cell.Table} WHERE {cell.Key} = $1";
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = cell.Id });
        await using var rows = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess | CommandBehavior.SingleRow, cancellationToken);
        if (!await rows.ReadAsync(cancellationToken))
        {
            return null;
        }

        await using var text = rows.GetStream(0);
        return await read(text, cancellationToken);
    }

    public async Task<DbTransaction> BeginSchemaChangeAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"SELECT pg_advisory_xact_lock({SchemaLock})";
        await command.ExecuteNonQueryAsync(cancellationToken);
        return transaction;
    }

    public Task GuardRowsAsync(DbTransaction transaction, CancellationToken cancellationToken) => _security.EnableAsync(transaction, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await _contexts.DisposeAsync();
    }
}
