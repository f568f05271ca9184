using Microsoft.EntityFrameworkCore;
using Parley.Data;
using Parley.Knowledge.Library;
using Parley.Unicode;

namespace Parley.Knowledge.Retrieval.Stages;

/// <summary>
/// Reads the rows of what was found. What is not there any more, was replaced by a newer generation, or is not for the caller
/// is left out: here access is checked a second time, by the query filters.
/// </summary>
internal static class PassageLoader
{
    /// <param name="db">Of the caller.</param>
    /// <returns>In the order of the hits.</returns>
    public static async Task<List<Candidate>> LoadAsync(
        SearchRun run, ParleyDbContext db, IReadOnlyList<Hit> hits, CancellationToken cancellationToken)
    {
        using var stage = run.Stages.Begin("passages");
        var ids = hits.Select(hit => new ChunkId(hit.ChunkId)).ToArray();
        var rows = await (
            from chunk in db.Chunks
            join document in db.Documents on chunk.DocumentId equals document.Id
            where ids.Contains(chunk.Id) && chunk.Generation == document.Generation && document.Status != DocumentStatus.Removed
            select new
            {
                chunk.Id,
                chunk.DocumentId,
                chunk.CollectionId,
                Title = document.Title ?? document.Name,
                chunk.Text,
                chunk.StartsAt,
                chunk.EndsAt,
                chunk.Page,
                chunk.Section,
                Date = document.Date ?? document.CreatedAt,
            }).AsNoTracking().ToDictionaryAsync(row => row.Id.Value, cancellationToken);

        // Stores may be wider than asked, by a fault of theirs: nothing from another collection passes.
        var searched = run.CollectionIds.ToHashSet();
        var loaded = new List<Candidate>(hits.Count);
        foreach (var hit in hits)
        {
            if (rows.TryGetValue(hit.ChunkId, out var row) && searched.Contains(row.CollectionId.Value))
            {
                loaded.Add(new Candidate
                {
                    ChunkId = hit.ChunkId,
                    DocumentId = row.DocumentId.Value,
                    CollectionId = row.CollectionId.Value,
                    Title = ShownName.Of(row.Title),
                    Text = row.Text,
                    Start = row.StartsAt,
                    End = row.EndsAt,
                    Page = row.Page,
                    Section = row.Section is { } section ? ShownName.Of(section) : null,
                    Date = row.Date,
                    Score = hit.Fused,
                    Scores = new StageScores { Keyword = hit.Keyword, Semantic = hit.Semantic, Fused = hit.Fused },
                });
            }
        }

        stage.Count = loaded.Count;
        return loaded;
    }
}
