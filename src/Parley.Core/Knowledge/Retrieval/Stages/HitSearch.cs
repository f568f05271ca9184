using Parley.Knowledge.Embedding;
using Parley.Knowledge.Keywords;
using Parley.Knowledge.Retrieval.Ranking;
using Parley.Knowledge.Vectors;

namespace Parley.Knowledge.Retrieval.Stages;

/// <summary>Searches by words and by meaning at the same time, and makes one list of both. Without an embedder and a store: by words alone.</summary>
internal sealed class HitSearch(IKeywordIndex index, IEmbedder? embedder = null, IVectorStore? store = null)
{
    private static Task<IReadOnlyList<(Guid Id, double Score)>> Nothing { get; } = Task.FromResult<IReadOnlyList<(Guid, double)>>([]);

    /// <returns>The best first.</returns>
    public async Task<IReadOnlyList<Hit>> SearchAsync(SearchRun run, string query, RetrievalOptions options, CancellationToken cancellationToken)
    {
        var byWords = run.Plan.Mode is SearchMode.Semantic ? Nothing : SearchWordsAsync(run, query, options.Candidates, cancellationToken);
        var byMeaning = run.Plan.Mode is SearchMode.Keyword ? Nothing : SearchMeaningAsync(run, query, options.Candidates, cancellationToken);
        return Fuse(run, await byWords, await byMeaning, options);
    }

    private async Task<IReadOnlyList<(Guid Id, double Score)>> SearchWordsAsync(SearchRun run, string query, int top, CancellationToken cancellationToken)
    {
        using var stage = run.Stages.Begin("keyword");
        var hits = await index.SearchAsync(new KeywordQuery(run.CollectionIds, query, top, run.Filter), cancellationToken);
        stage.Count = hits.Count;
        return [.. hits.Select(hit => (hit.ChunkId, (double)hit.Score))];
    }

    private async Task<IReadOnlyList<(Guid Id, double Score)>> SearchMeaningAsync(SearchRun run, string query, int top, CancellationToken cancellationToken)
    {
        if (embedder is null || store is null)
        {
            run.Stages.Skip("semantic", "No embedding model is configured.");
            return [];
        }

        ReadOnlyMemory<float> vector;
        using (var embedding = run.Stages.Begin("embedding"))
        {
            vector = (await embedder.EmbedAsync([query], run.Caller, cancellationToken))[0];
            embedding.Count = 1;
        }

        using var stage = run.Stages.Begin("semantic");
        if (!vector.Span.ContainsAnyExcept(0f))
        {
            stage.Note = "There is nothing in the query that the model could embed.";
            return [];
        }

        var spaces = run.Collections.Select(c => new VectorSpace(c.TenantId, c.Id, embedder.Name, embedder.Dimensions)).ToList();
        var hits = await store.SearchAsync(new VectorQuery(spaces, vector, top, run.Filter), cancellationToken);
        stage.Count = hits.Count;
        return [.. hits.Select(hit => (hit.ChunkId, (double)hit.Score))];
    }

    private List<Hit> Fuse(
        SearchRun run, IReadOnlyList<(Guid Id, double Score)> words, IReadOnlyList<(Guid Id, double Score)> meaning, RetrievalOptions options)
    {
        using var stage = run.Stages.Begin("fusion");
        var fused = run.Plan.Fusion is FusionMethod.Rrf
            ? Fusion.Reciprocal([words, meaning], options.RrfK)
            : Fusion.Weighted(words, meaning, embedder?.FusionWeight ?? 0);
        var byWords = words.ToDictionary(hit => hit.Id, hit => hit.Score);
        var byMeaning = meaning.ToDictionary(hit => hit.Id, hit => hit.Score);
        stage.Count = fused.Count;
        return
        [
            .. fused.OrderByDescending(hit => hit.Value).ThenBy(hit => hit.Key).Select(hit => new Hit(
                hit.Key,
                hit.Value,
                byWords.TryGetValue(hit.Key, out var keyword) ? keyword : null,
                byMeaning.TryGetValue(hit.Key, out var semantic) ? semantic : null)),
        ];
    }
}

/// <param name="Fused">0 to 1.</param>
internal readonly record struct Hit(Guid ChunkId, double Fused, double? Keyword, double? Semantic);
