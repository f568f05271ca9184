using Npgsql;
using Parley.Knowledge.Keywords;

namespace Parley.Integrations.Keywords;

/// <summary>
/// Takes into the index what changed in a collection: one transaction, in which no other process does the same, so that terms, their counts and the
/// revision they are of are always of one piece.
/// </summary>
internal sealed class IndexUpdate(NpgsqlConnection connection, CollectionRows rows, Guid collection)
{
    /// <summary>About how many changed documents are taken in by one transaction, and how many passages are taken apart at once.</summary>
    private const int DocumentsAtOnce = 4000;

    private const int PassagesAtOnce = 4000;

    private const string Turn = "SELECT pg_advisory_xact_lock(hashtextextended('knowledge_keywords ' || $1::text, 0))";

    private const string Begin = """
        INSERT INTO knowledge_keyword_states (collection_id, version, revision, passages, length)
        SELECT id, $2, -1, 0, 0 FROM knowledge_collections WHERE id = $1
        ON CONFLICT DO NOTHING
        """;

    // Up to a whole revision: its documents come together.
    private const string Target = """
        SELECT max(revision), count(*) FROM (
            SELECT revision FROM knowledge_documents WHERE collection_id = $1 AND revision > $2 AND revision <= $3 ORDER BY revision LIMIT $4) d
        """;

    private readonly IndexWriter _writer = new(connection, collection);

    /// <returns>Whether there is more to take in.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(Turn, cancellationToken);
        await ExecuteAsync(Begin, cancellationToken, KeywordConnection.Value(AnalysedDocuments.Version));
        if (await IndexedState.ReadAsync(connection, [collection], cancellationToken) is not [var state] || !state.IsBehind)
        {
            await transaction.CommitAsync(cancellationToken);
            return false;
        }

        // 1. What is from before what is known is of no use any more.
        var from = state.Revision;
        if (state.IsLost && from >= 0)
        {
            await _writer.ClearAsync(cancellationToken);
            from = -1;
        }

        // 2. What changed since, as far as one transaction should go.
        var (target, hasMore) = await TargetAsync(from, state.Committed, cancellationToken);
        var waiting = new List<IndexedDocument>();
        await foreach (var documents in rows.ChangesAsync(collection, from, target, cancellationToken))
        {
            waiting.AddRange(documents);
            if (waiting.Sum(document => document.Passages.Count) >= PassagesAtOnce)
            {
                await ReplaceAsync(waiting, isFirst: from < 0, cancellationToken);
                waiting.Clear();
            }
        }

        await ReplaceAsync(waiting, isFirst: from < 0, cancellationToken);

        // 3. Where the index is now.
        await _writer.SettleAsync(target, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return hasMore;
    }

    private async Task<(long Target, bool HasMore)> TargetAsync(long from, long committed, CancellationToken cancellationToken)
    {
        await using var command = KeywordConnection.Command(
            connection, Target, KeywordConnection.Value(collection), KeywordConnection.Value(from), KeywordConnection.Value(committed), KeywordConnection.Value(DocumentsAtOnce));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var hasMore = reader.GetInt64(1) == DocumentsAtOnce;
        return (hasMore ? reader.GetInt64(0) : committed, hasMore);
    }

    private async Task ReplaceAsync(List<IndexedDocument> documents, bool isFirst, CancellationToken cancellationToken)
    {
        if (!isFirst && documents.Count > 0)
        {
            await _writer.RemoveAsync([.. documents.Select(document => document.Id)], cancellationToken);
        }

        var found = documents.Where(document => document.Passages.Count > 0).ToList();
        if (found.Count > 0)
        {
            await _writer.AddAsync(AnalysedDocuments.Of(found), cancellationToken);
        }
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken, params NpgsqlParameter[] more)
    {
        await using var command = KeywordConnection.Command(connection, sql, [KeywordConnection.Value(collection), .. more]);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
