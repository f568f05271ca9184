using Npgsql;
using NpgsqlTypes;
using Parley.Knowledge.Keywords;

namespace Parley.Integrations.Keywords;

/// <summary>Writes the terms of a collection's documents, and keeps count of them, within somebody's transaction.</summary>
internal sealed class IndexWriter(NpgsqlConnection connection, Guid collection)
{
    private const string Remove = """
        WITH gone AS (DELETE FROM knowledge_keyword_passages WHERE collection_id = $1 AND document_id = ANY ($2) RETURNING terms, length),
        words AS (DELETE FROM knowledge_keyword_documents WHERE collection_id = $1 AND document_id = ANY ($2) RETURNING words),
        counted AS (
            SELECT id, sum(passages)::integer AS passages, sum(documents)::integer AS documents
            FROM (SELECT unnest(terms) AS id, 1 AS passages, 0 AS documents FROM gone UNION ALL SELECT unnest(words), 0, 1 FROM words) t
            GROUP BY id),
        lessened AS (
            UPDATE knowledge_keyword_terms t SET passages = t.passages - c.passages, documents = t.documents - c.documents
            FROM counted c WHERE t.id = c.id RETURNING t.id, t.passages, t.documents)
        SELECT (SELECT count(*) FROM gone), (SELECT coalesce(sum(length), 0) FROM gone),
            ARRAY(SELECT id FROM lessened WHERE passages = 0 AND documents = 0)
        """;

    private const string AddTerms = """
        INSERT INTO knowledge_keyword_terms AS t (collection_id, text, passages, documents)
        SELECT $1, a.text, a.passages, a.documents FROM unnest($2::text[], $3::integer[], $4::integer[]) AS a (text, passages, documents)
        ON CONFLICT (collection_id, text) DO UPDATE SET passages = t.passages + excluded.passages, documents = t.documents + excluded.documents
        RETURNING id, text
        """;

    private const string Settle = """
        UPDATE knowledge_keyword_states SET version = $2, revision = $3, passages = passages + $4, length = length + $5 WHERE collection_id = $1
        """;

    private readonly HashSet<long> _unused = [];
    private long _passages;
    private long _length;

    /// <summary>Takes everything away.</summary>
    public async Task ClearAsync(CancellationToken cancellationToken)
    {
        foreach (var table in new[] { "knowledge_keyword_passages", "knowledge_keyword_documents", "knowledge_keyword_terms" })
        {
            await ExecuteAsync($"DELETE FROM {table} WHERE collection_id = $1", cancellationToken);
        }

        await ExecuteAsync("UPDATE knowledge_keyword_states SET revision = -1, passages = 0, length = 0 WHERE collection_id = $1", cancellationToken);
    }

    public async Task RemoveAsync(Guid[] documents, CancellationToken cancellationToken)
    {
        await using var command = KeywordConnection.Command(connection, Remove, Value(collection), Value(documents));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        _passages -= reader.GetInt64(0);
        _length -= reader.GetInt64(1);
        _unused.UnionWith(reader.GetFieldValue<long[]>(2));
    }

    public async Task AddAsync(AnalysedDocuments analysed, CancellationToken cancellationToken)
    {
        var ids = await AddTermsAsync(analysed.Texts, cancellationToken);
        await AddPassagesAsync(analysed, ids, cancellationToken);
        await AddDocumentsAsync(analysed, ids, cancellationToken);
    }

    /// <summary>Says which revision of the collection the index is of now.</summary>
    public async Task SettleAsync(long revision, CancellationToken cancellationToken)
    {
        // Words of documents that are gone go with them.
        if (_unused.Count > 0)
        {
            await ExecuteAsync(
                "DELETE FROM knowledge_keyword_terms WHERE collection_id = $1 AND id = ANY ($2) AND passages = 0 AND documents = 0",
                cancellationToken, Value(_unused.ToArray()));
        }

        await ExecuteAsync(Settle, cancellationToken, Value(AnalysedDocuments.Version), Value(revision), Value(_passages), Value(_length));
    }

    private async Task<long[]> AddTermsAsync(List<AnalysedText> texts, CancellationToken cancellationToken)
    {
        var places = new Dictionary<string, int>(texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            // The others are spellings of a whole that nobody looks for.
            if (texts[i].Passages > 0 || texts[i].Documents > 0)
            {
                places.Add(texts[i].Text, i);
            }
        }

        var ids = new long[texts.Count];
        await using var command = KeywordConnection.Command(
            connection, AddTerms, Value(collection), Value(places.Keys.ToArray()),
            Value(places.Values.Select(i => texts[i].Passages).ToArray()), Value(places.Values.Select(i => texts[i].Documents).ToArray()));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            ids[places[reader.GetString(1)]] = reader.GetInt64(0);
        }

        return ids;
    }

    private async Task AddPassagesAsync(AnalysedDocuments analysed, long[] ids, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY knowledge_keyword_passages (collection_id, document_id, chunk_id, length, terms, counts) FROM STDIN (FORMAT BINARY)", cancellationToken);
        foreach (var passage in analysed.Passages)
        {
            var terms = passage.Terms.Select(term => ids[term.Text]).ToArray();
            var counts = passage.Terms.Select(term => (short)Math.Min(term.Count, short.MaxValue)).ToArray();
            Array.Sort(terms, counts);
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(collection, NpgsqlDbType.Uuid, cancellationToken);
            await copy.WriteAsync(passage.DocumentId, NpgsqlDbType.Uuid, cancellationToken);
            await copy.WriteAsync(passage.ChunkId, NpgsqlDbType.Uuid, cancellationToken);
            await copy.WriteAsync(passage.Length, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(terms, NpgsqlDbType.Array | NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync(counts, NpgsqlDbType.Array | NpgsqlDbType.Smallint, cancellationToken);
            _passages++;
            _length += passage.Length;
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private async Task AddDocumentsAsync(AnalysedDocuments analysed, long[] ids, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY knowledge_keyword_documents (collection_id, document_id, words) FROM STDIN (FORMAT BINARY)", cancellationToken);
        foreach (var (id, words) in analysed.Documents)
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(collection, NpgsqlDbType.Uuid, cancellationToken);
            await copy.WriteAsync(id, NpgsqlDbType.Uuid, cancellationToken);
            await copy.WriteAsync(words.Select(word => ids[word]).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken, params NpgsqlParameter[] more)
    {
        await using var command = KeywordConnection.Command(connection, sql, [Value(collection), .. more]);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlParameter Value<TValue>(TValue value) => KeywordConnection.Value(value);
}
