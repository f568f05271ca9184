using System.Collections;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Npgsql;
using Parley.Knowledge.Vectors;

namespace Parley.Integrations.VectorStores.Postgres;

/// <summary>
/// Vectors in a PostgreSQL that has no extension for them: a bit for the sign of each number, by which the server goes through the
/// rows of the spaces, and the numbers themselves, by which those with the most signs in common are put in order here.
/// </summary>
internal sealed class PlainTable(string name, int dimensions) : VectorTable(name, dimensions)
{
    /// <summary>How many rows are put in order at least, and how many for each that is wanted.</summary>
    private const int LeastCandidates = 1000;

    private const int CandidatesPerHit = 4;

    protected override string VectorColumns => $"b bit({Dimensions}) NOT NULL, v bytea NOT NULL";

    // The numbers are kept apart from the row and as they are, the bits always in it: going through the bits then reads little else.
    protected override string Extras =>
        $" WITH (toast_tuple_target = 512); ALTER TABLE {Name} ALTER COLUMN v SET STORAGE EXTERNAL, ALTER COLUMN b SET STORAGE PLAIN";

    protected override string VectorUpdate => "b = excluded.b, v = excluded.v";

    public override async Task<IReadOnlyList<VectorHit>> NearestAsync(
        NpgsqlConnection connection, IReadOnlyList<VectorSpace> spaces, VectorQuery query, int limit, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand { Connection = connection };
        var parameters = command.Parameters;
        var signs = $"{RowCondition.Add(parameters, Signs(query.Vector))}::bit({Dimensions})";
        command.CommandText = $"""
            SELECT chunk_id, v FROM {Name} WHERE {RowCondition.Of(parameters, spaces, query.Filter)}
            ORDER BY bit_count(b # {signs}) LIMIT {RowCondition.Add(parameters, Math.Max(LeastCandidates, CandidatesPerHit * limit))}
            """;
        var hits = new List<VectorHit>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var numbers = MemoryMarshal.Cast<byte, float>(reader.GetFieldValue<byte[]>(1));
            hits.Add(new(reader.GetGuid(0), TensorPrimitives.Dot(query.Vector.Span, numbers)));
        }

        return [.. hits.OrderByDescending(hit => hit.Score).Take(limit)];
    }

    protected override IEnumerable<string> VectorValues(NpgsqlParameterCollection parameters, ReadOnlyMemory<float> vector) =>
        [$"{RowCondition.Add(parameters, Signs(vector))}::bit({Dimensions})", RowCondition.Add(parameters, MemoryMarshal.AsBytes(vector.Span).ToArray())];

    private static BitArray Signs(ReadOnlyMemory<float> vector)
    {
        var bits = new BitArray(vector.Length);
        for (var i = 0; i < vector.Length; i++)
        {
            bits[i] = vector.Span[i] > 0;
        }

        return bits;
    }
}
