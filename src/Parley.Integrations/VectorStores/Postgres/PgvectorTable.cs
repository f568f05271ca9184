using System.Globalization;
using Npgsql;
using Parley.Knowledge.Vectors;

namespace Parley.Integrations.VectorStores.Postgres;

/// <summary>Vectors in a column of the extension pgvector, with a graph (HNSW) over them where it can have one.</summary>
/// <param name="scansOn">Whether the extension (0.8 or newer) goes on along the graph when the filter leaves too few.</param>
internal sealed class PgvectorTable(string name, int dimensions, bool scansOn) : VectorTable(name, dimensions)
{
    /// <summary>The extension's bounds: of a column, of a graph over <c>vector</c>, of one over <c>halfvec</c>.</summary>
    public const int MostDimensions = 16_000;

    private const int MostIndexedDimensions = 2000;
    private const int MostIndexedHalfDimensions = 4000;

    // How many candidates a search of the graph keeps. The extension's own bounds are 1 and 1000.
    private const int LeastCandidates = 100;
    private const int MostCandidates = 1000;

    private string Type => Dimensions is > MostIndexedDimensions and <= MostIndexedHalfDimensions ? "halfvec" : "vector";

    private bool HasGraph => Dimensions <= MostIndexedHalfDimensions;

    protected override string VectorColumns => $"v {Type}({Dimensions}) NOT NULL";

    protected override string Extras => HasGraph ? $"; CREATE INDEX IF NOT EXISTS {Name}_nearest ON {Name} USING hnsw (v {Type}_cosine_ops)" : "";

    protected override string VectorUpdate => "v = excluded.v";

    public override async Task<IReadOnlyList<VectorHit>> NearestAsync(
        NpgsqlConnection connection, IReadOnlyList<VectorSpace> spaces, VectorQuery query, int limit, CancellationToken cancellationToken)
    {
        var hits = await AskAsync(connection, spaces, query, limit, mayApproximate: true, cancellationToken);

        // The graph may give up before it found enough. Then all rows of the spaces are looked at, which are few in most such cases.
        return hits.Count == limit || !HasGraph ? hits : await AskAsync(connection, spaces, query, limit, mayApproximate: false, cancellationToken);
    }

    protected override IEnumerable<string> VectorValues(NpgsqlParameterCollection parameters, ReadOnlyMemory<float> vector) =>
        [$"{RowCondition.Add(parameters, vector.ToArray())}::real[]::{Type}"];

    private async Task<IReadOnlyList<VectorHit>> AskAsync(
        NpgsqlConnection connection, IReadOnlyList<VectorSpace> spaces, VectorQuery query, int limit, bool mayApproximate, CancellationToken cancellationToken)
    {
        // One batch is one transaction, so that the settings end with it.
        await using var batch = new NpgsqlBatch(connection);
        var candidates = Math.Clamp(limit, LeastCandidates, MostCandidates).ToString(CultureInfo.InvariantCulture);
        var iterate = scansOn ? ", set_config('hnsw.iterative_scan', 'strict_order', true)" : "";

        // Planned anew each time: how many rows the spaces have decides between the graph and looking at all of them.
        batch.BatchCommands.Add(new($"SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('hnsw.ef_search', '{candidates}', true){iterate}"));
        var select = new NpgsqlBatchCommand();
        var distance = $"(v <=> {RowCondition.Add(select.Parameters, query.Vector.ToArray())}::real[]::{Type})";

        // An index serves the distance alone and no sum of it.
        var order = mayApproximate ? distance : $"{distance} + 0";
        select.CommandText = $"""
            SELECT chunk_id, (1 - {distance})::real FROM {Name}
            WHERE {RowCondition.Of(select.Parameters, spaces, query.Filter)}
            ORDER BY {order} LIMIT {RowCondition.Add(select.Parameters, limit)}
            """;
        batch.BatchCommands.Add(select);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var hits = new List<VectorHit>();
        while (await reader.ReadAsync(cancellationToken))
        {
            hits.Add(new(reader.GetGuid(0), reader.GetFloat(1)));
        }

        return hits;
    }
}
