using Npgsql;
using Parley.Knowledge.Keywords;

namespace Parley.Integrations.Keywords;

/// <summary>How far the index of a collection is, and what it counts.</summary>
/// <param name="Committed">The revision of the collection's rows.</param>
/// <param name="Forgotten">An index made before this revision cannot be brought up to date.</param>
/// <param name="Revision">The revision the index is at; -1 for none.</param>
/// <param name="Length">Of all passages together, in terms.</param>
internal readonly record struct IndexedState(Guid Collection, long Committed, long Forgotten, int Version, long Revision, long Passages, long Length)
{
    private const string Select = """
        SELECT c.id, c.revision, c.forgotten_revision, coalesce(s.version, 0), coalesce(s.revision, -1), coalesce(s.passages, 0), coalesce(s.length, 0)
        FROM knowledge_collections c LEFT JOIN knowledge_keyword_states s ON s.collection_id = c.id
        WHERE c.id = ANY ($1)
        """;

    public bool IsBehind => Revision < Committed || Version < AnalysedDocuments.Version;

    /// <summary>Whether it has to be made from the beginning.</summary>
    public bool IsLost => Version < AnalysedDocuments.Version || Revision < Forgotten;

    /// <summary>Of those that are there.</summary>
    public static async Task<IReadOnlyList<IndexedState>> ReadAsync(NpgsqlConnection connection, IReadOnlyList<Guid> collections, CancellationToken cancellationToken)
    {
        await using var command = KeywordConnection.Command(connection, Select, KeywordConnection.Value(collections.Distinct().ToArray()));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var states = new List<IndexedState>();
        while (await reader.ReadAsync(cancellationToken))
        {
            states.Add(new(reader.GetGuid(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt32(3), reader.GetInt64(4), reader.GetInt64(5), reader.GetInt64(6)));
        }

        return states;
    }
}
