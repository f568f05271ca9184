using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Npgsql;
using Parley.Knowledge.Vectors;

namespace Parley.Integrations.VectorStores.Postgres;

/// <summary>
/// The tables of vectors: one for each embedder, made when its first vector comes. Which kind a table is says its name, so that an
/// embedder whose vectors came before the extension did keeps the table it has.
/// </summary>
internal sealed partial class PostgresVectorTables(ILogger logger)
{
    /// <summary>The oldest pgvector whose types are used, and the oldest whose graph goes on along a filter.</summary>
    private static readonly Version Oldest = new(0, 7);
    private static readonly Version ScansOn = new(0, 8);

    private readonly ConcurrentDictionary<(string Embedder, int Dimensions), VectorTable> _known = new();

    /// <summary>The table; null when none was made yet.</summary>
    public async ValueTask<VectorTable?> FindAsync(VectorSpace space, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue((space.Embedder, space.Dimensions), out var known))
        {
            return known;
        }

        return await LookAsync(space, connection, cancellationToken) is { } found ? Remember(space, found) : null;
    }

    /// <summary>The table, made if need be: by one process at a time.</summary>
    public async ValueTask<VectorTable> OpenAsync(VectorSpace space, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (await FindAsync(space, connection, cancellationToken) is { } known)
        {
            return known;
        }

        var extension = await PgvectorAsync(connection, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var gate = new NpgsqlCommand("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", connection) { Parameters = { Text(PgvectorName(space)) } };
        await gate.ExecuteNonQueryAsync(cancellationToken);
        var table = await LookAsync(space, connection, cancellationToken) ?? Choose(space, extension);
        await using var create = new NpgsqlCommand(table.CreateSql, connection);
        await create.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (table is PlainTable)
        {
            LogPlain(space.Embedder);
        }

        return Remember(space, table);
    }

    /// <summary>Looks anew the next time: somebody may have removed tables.</summary>
    public void Forget() => _known.Clear();

    /// <summary>The version of pgvector in this database, which is asked to have it if it can; null when it cannot.</summary>
    public static async Task<Version?> PgvectorAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (await InstalledAsync(connection, cancellationToken) is { } installed)
        {
            return installed;
        }

        try
        {
            await using var create = new NpgsqlCommand("CREATE EXTENSION IF NOT EXISTS vector", connection);
            await create.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException)
        {
            // It is not there, we may not, or another process did it at this moment.
        }

        return await InstalledAsync(connection, cancellationToken);
    }

    private static async Task<Version?> InstalledAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var ask = new NpgsqlCommand("SELECT extversion FROM pg_extension WHERE extname = 'vector'", connection);
        return Version.TryParse(await ask.ExecuteScalarAsync(cancellationToken) as string, out var version) && version >= Oldest ? version : null;
    }

    private static async Task<VectorTable?> LookAsync(VectorSpace space, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var ask = new NpgsqlCommand("SELECT to_regclass($1) IS NOT NULL, to_regclass($2) IS NOT NULL", connection)
        {
            Parameters = { Text(PlainName(space)), Text(PgvectorName(space)) },
        };
        bool isPlain, isPgvector;
        await using (var reader = await ask.ExecuteReaderAsync(cancellationToken))
        {
            await reader.ReadAsync(cancellationToken);
            (isPlain, isPgvector) = (reader.GetBoolean(0), reader.GetBoolean(1));
        }

        return isPlain ? new PlainTable(PlainName(space), space.Dimensions)
            : isPgvector ? Choose(space, await InstalledAsync(connection, cancellationToken))
            : null;
    }

    private static VectorTable Choose(VectorSpace space, Version? pgvector) => pgvector is not null && space.Dimensions <= PgvectorTable.MostDimensions
        ? new PgvectorTable(PgvectorName(space), space.Dimensions, pgvector >= ScansOn)
        : new PlainTable(PlainName(space), space.Dimensions);

    private static string PgvectorName(VectorSpace space) => $"knowledge_nearest_{EmbedderKey.Of(space, '_')}";

    private static string PlainName(VectorSpace space) => $"knowledge_signs_{EmbedderKey.Of(space, '_')}";

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    private VectorTable Remember(VectorSpace space, VectorTable table) => _known[(space.Embedder, space.Dimensions)] = table;

    [LoggerMessage(LogLevel.Warning,
        "PostgreSQL has no extension pgvector (0.7 or newer), so the vectors of {Embedder} are kept without an index: a search goes through all of its collections. "
        + "That is well up to some hundred thousand passages. See docs/operations/vector-stores.md.")]
    private partial void LogPlain(string embedder);
}
