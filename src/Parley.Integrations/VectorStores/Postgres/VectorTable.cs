using Npgsql;
using Parley.Knowledge.Vectors;

namespace Parley.Integrations.VectorStores.Postgres;

/// <summary>The table of one embedder's vectors: what all have in common. How vectors lie in it, and how the nearest are found, differs.</summary>
internal abstract class VectorTable(string name, int dimensions)
{
    /// <summary>Safe in SQL.</summary>
    public string Name => name;

    protected int Dimensions => dimensions;

    /// <summary>The columns that hold the vector, with their types.</summary>
    protected abstract string VectorColumns { get; }

    /// <summary>Storage parameters of the table and further statements, such as indexes.</summary>
    protected abstract string Extras { get; }

    /// <summary>Makes the table.</summary>
    public string CreateSql => $"""
        CREATE TABLE IF NOT EXISTS {name} (
            tenant_id     uuid NOT NULL,
            collection_id uuid NOT NULL,
            chunk_id      uuid NOT NULL,
            "window"      integer NOT NULL,
            document_id   uuid NOT NULL,
            media_type    text NOT NULL,
            language      text NULL,
            date          timestamptz NULL,
            tags          text[] NOT NULL,
            {VectorColumns},
            PRIMARY KEY (tenant_id, collection_id, chunk_id, "window")
        ){Extras};
        CREATE INDEX IF NOT EXISTS {name}_document ON {name} (tenant_id, collection_id, document_id)
        """;

    /// <summary>Writes a window, or writes over what it had.</summary>
    public NpgsqlBatchCommand Upsert(VectorSpace space, VectorEntry entry)
    {
        var command = new NpgsqlBatchCommand();
        var parameters = command.Parameters;
        var traits = entry.Traits;
        string[] values =
        [
            RowCondition.Add(parameters, space.TenantId), RowCondition.Add(parameters, space.CollectionId), RowCondition.Add(parameters, entry.ChunkId),
            RowCondition.Add(parameters, entry.Window), RowCondition.Add(parameters, traits.DocumentId), RowCondition.Add(parameters, VectorChecks.Fold(traits.MediaType)),
            RowCondition.Add<object>(parameters, traits.Language is { } language ? VectorChecks.Fold(language) : DBNull.Value) + "::text",
            RowCondition.Add(parameters, VectorChecks.Utc(traits.Date)),
            RowCondition.Add(parameters, traits.Tags.ToArray()),
            .. VectorValues(parameters, entry.Vector),
        ];
        command.CommandText = $"""
            INSERT INTO {name} VALUES ({string.Join(", ", values)})
            ON CONFLICT (tenant_id, collection_id, chunk_id, "window") DO UPDATE SET
                document_id = excluded.document_id, media_type = excluded.media_type, language = excluded.language, date = excluded.date,
                tags = excluded.tags, {VectorUpdate}
            """;
        return command;
    }

    /// <summary>The nearest windows, of at most so many rows; fewer only where there are no more.</summary>
    public abstract Task<IReadOnlyList<VectorHit>> NearestAsync(
        NpgsqlConnection connection, IReadOnlyList<VectorSpace> spaces, VectorQuery query, int limit, CancellationToken cancellationToken);

    protected abstract IEnumerable<string> VectorValues(NpgsqlParameterCollection parameters, ReadOnlyMemory<float> vector);

    /// <summary>How the vector's columns are written over.</summary>
    protected abstract string VectorUpdate { get; }
}
