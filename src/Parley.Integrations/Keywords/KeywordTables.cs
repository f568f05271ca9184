using Npgsql;

namespace Parley.Integrations.Keywords;

/// <summary>
/// The tables of the index. They are made of the rows of the documents and can be made anew at any time, so that they are no part of the schema's
/// history: whoever needs them first makes them. Only the installation's own connection may touch them, never a caller's.
/// </summary>
internal sealed class KeywordTables
{
    /// <summary>Any number that nobody else takes.</summary>
    private const long Gate = 0x7061726c6b77;

    // Which terms a passage has, ascending, and beside them how often: an index over them finds passages, a binary search in them the counts. A term
    // is one of a collection, so that looking for it touches no other's rows. Rows stay uncompressed and in one piece as far as a page has room.
    private const string Make = """
        CREATE TABLE IF NOT EXISTS knowledge_keyword_states (
            collection_id uuid NOT NULL PRIMARY KEY REFERENCES knowledge_collections (id) ON DELETE CASCADE,
            version       integer NOT NULL,
            revision      bigint NOT NULL,
            passages      bigint NOT NULL,
            length        bigint NOT NULL
        );
        CREATE TABLE IF NOT EXISTS knowledge_keyword_terms (
            id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            collection_id uuid NOT NULL REFERENCES knowledge_collections (id) ON DELETE CASCADE,
            text          text COLLATE "C" NOT NULL,
            passages      integer NOT NULL,
            documents     integer NOT NULL
        ) WITH (fillfactor = 80);
        CREATE UNIQUE INDEX IF NOT EXISTS knowledge_keyword_terms_text ON knowledge_keyword_terms (collection_id, text);
        CREATE TABLE IF NOT EXISTS knowledge_keyword_documents (
            collection_id uuid NOT NULL REFERENCES knowledge_collections (id) ON DELETE CASCADE,
            document_id   uuid NOT NULL,
            words         bigint[] NOT NULL,
            PRIMARY KEY (collection_id, document_id)
        );
        CREATE TABLE IF NOT EXISTS knowledge_keyword_passages (
            collection_id uuid NOT NULL REFERENCES knowledge_collections (id) ON DELETE CASCADE,
            document_id   uuid NOT NULL,
            chunk_id      uuid NOT NULL,
            length        integer NOT NULL,
            terms         bigint[] NOT NULL,
            counts        smallint[] NOT NULL,
            PRIMARY KEY (collection_id, document_id, chunk_id)
        ) WITH (toast_tuple_target = 8160);
        ALTER TABLE knowledge_keyword_passages ALTER COLUMN terms SET STORAGE EXTERNAL, ALTER COLUMN counts SET STORAGE EXTERNAL;
        CREATE INDEX IF NOT EXISTS knowledge_keyword_passages_terms ON knowledge_keyword_passages USING gin (terms) WITH (gin_pending_list_limit = 1024)
        """;

    private volatile bool _areThere;

    /// <summary>Makes the tables where they are not there, one process at a time.</summary>
    public async ValueTask EnsureAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (_areThere)
        {
            return;
        }

        await using var ask = new NpgsqlCommand("SELECT to_regclass('knowledge_keyword_passages_terms') IS NOT NULL", connection);
        if (!(bool)(await ask.ExecuteScalarAsync(cancellationToken))!)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using var make = new NpgsqlCommand($"SELECT pg_advisory_xact_lock({Gate}); {Make}", connection, transaction);
            await make.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        _areThere = true;
    }

    /// <summary>Looks anew the next time: somebody may have removed them.</summary>
    public void Forget() => _areThere = false;
}
