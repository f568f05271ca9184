using Microsoft.EntityFrameworkCore;
using Parley.Data;
using Parley.Knowledge.Library;

namespace Parley.Knowledge.Vectors.Outside;

/// <summary>
/// What stores outside the database may hold. Rows and vectors cannot be written in one transaction, so it is written down before that the vectors are
/// to be removed, and crossed out by the transaction that makes their passages what is found.
/// </summary>
public sealed class OutsideLedger(GroupCommitWriter writer, TimeProvider clock)
{
    /// <summary>A write that takes longer is given up.</summary>
    public static TimeSpan LongestWrite => TimeSpan.FromMinutes(5);

    /// <summary>How long a write may be under way: longer than any that is not given up.</summary>
    private static TimeSpan Hold => 2 * LongestWrite;

    // Touches the row that is there already, which keeps others from removing it until the transaction ends.
    private const string InsertSpace = """
        INSERT INTO knowledge_outside_spaces (id, tenant_id, collection_id, store, embedder, dimensions, failures, retry_at, error)
        VALUES ($1, $2, $3, $4, $5, $6, 0, $7, NULL)
        ON CONFLICT (collection_id, store, embedder, dimensions) DO UPDATE SET store = excluded.store
        """;

    private const string InsertRemoval = """
        INSERT INTO knowledge_owed_removals (chunk_id, space_id, tenant_id, due_at, held_until)
        SELECT $1, id, tenant_id, $2, $2 FROM knowledge_outside_spaces WHERE collection_id = $3 AND store = $4 AND embedder = $5 AND dimensions = $6
        ON CONFLICT (chunk_id, space_id) DO UPDATE SET due_at = excluded.due_at, held_until = excluded.held_until
        """;

    /// <summary>Writes down that vectors of these passages are about to be written, within <see cref="LongestWrite"/>.</summary>
    public Task AnnounceAsync(string store, VectorSpace space, IEnumerable<Guid> chunks, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        List<SqlStatement> statements = [new(InsertSpace, Guid.CreateVersion7(), space.TenantId, space.CollectionId, store, space.Embedder, space.Dimensions, now)];
        statements.AddRange(chunks.Distinct().Select(chunk => new SqlStatement(
            InsertRemoval, chunk, now + Hold, space.CollectionId, store, space.Embedder, space.Dimensions)));
        return writer.WriteAsync([.. statements]).WaitAsync(cancellationToken);
    }

    /// <summary>Crosses out, in the context's transaction, the removal of vectors whose passages are found from now on.</summary>
    public static async Task KeepAsync(ParleyDbContext db, CollectionId collection, List<ChunkId> chunks, CancellationToken cancellationToken)
    {
        if (chunks.Count > 0 && await db.OutsideSpaces.AnyAsync(space => space.CollectionId == collection, cancellationToken))
        {
            await db.OwedRemovals.Where(owed => chunks.Contains(owed.ChunkId)).ExecuteDeleteAsync(cancellationToken);
        }
    }
}
