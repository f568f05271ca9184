using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Data;
using Parley.Identity;
using Parley.Knowledge.Retrieval.Stages;
using Parley.Knowledge.Retrieval.Strategies;
using Parley.Models.Tokens;

namespace Parley.Knowledge.Retrieval;

/// <summary>Finds the passages that fit a query, among those that the caller may read.</summary>
public sealed class KnowledgeSearch
{
    private readonly IServiceScopeFactory _scopes;
    private readonly QuerySpelling _spelling;
    private readonly RankedSearch _ranked;
    private readonly AgenticSearch _agentic;
    private readonly GraphSearch _graph;
    private readonly TokenCounter _tokens;
    private readonly TimeProvider _clock;
    private readonly RetrievalOptions _options;

    internal KnowledgeSearch(
        IServiceScopeFactory scopes,
        QuerySpelling spelling,
        RankedSearch ranked,
        AgenticSearch agentic,
        GraphSearch graph,
        TokenCounter tokens,
        TimeProvider clock,
        IOptions<RetrievalOptions> options)
    {
        _scopes = scopes;
        _spelling = spelling;
        _ranked = ranked;
        _agentic = agentic;
        _graph = graph;
        _tokens = tokens;
        _clock = clock;
        _options = options.Value;
    }

    /// <exception cref="Errors.AppException">Something in the request is out of bounds.</exception>
    public async Task<SearchResult> SearchAsync(SearchRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var plan = SearchPlan.Of(request, _options);
        await using var scope = _scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Caller = caller;
        var db = scope.ServiceProvider.GetRequiredService<ParleyDbContext>();

        // 1. What is searched.
        var stages = new StageLog(_clock);
        var query = Trim(request.Query);
        var collections = await CollectionsAsync(stages, db, request, cancellationToken);
        var run = new SearchRun(plan, caller, collections, request.Filter, stages);
        if (query.Length == 0 || collections.Count == 0)
        {
            return new SearchResult([], query, stages.Stages);
        }

        // 2. What is searched for, and what that finds.
        IReadOnlyDictionary<string, string> corrections = new Dictionary<string, string>();
        if (plan.Spelling)
        {
            (query, corrections) = await _spelling.CorrectAsync(run, query, cancellationToken);
        }

        var found = await FindAsync(run, db, query, cancellationToken);

        // 3. What of it is shown. The threshold is on how well a passage fits, whatever its age.
        var candidates = found.Candidates.Where(candidate => candidate.Score >= plan.MinScore).ToList();
        candidates = Recency.Apply(run, candidates, _clock.GetUtcNow().UtcDateTime);
        candidates = Diversity.Pick(run, candidates, plan.Top);
        candidates = Neighbours.Merge(run, candidates, _tokens, _options.MaxMergedTokens);
        return new SearchResult([.. candidates.Select(candidate => candidate.ToPassage())], query, stages.Stages)
        {
            Corrections = corrections,
            Further = found.Further,
            IsSufficient = found.IsSufficient,
        };
    }

    private static async Task<IReadOnlyList<SearchedCollection>> CollectionsAsync(
        StageLog stages, ParleyDbContext db, SearchRequest request, CancellationToken cancellationToken)
    {
        using var stage = stages.Begin("collections");
        var collections = await ReadableCollections.FindAsync(db, request.Collections, cancellationToken);
        stage.Count = collections.Count;
        return collections;
    }

    private async Task<StrategyResult> FindAsync(SearchRun run, ParleyDbContext db, string query, CancellationToken cancellationToken)
    {
        switch (run.Plan.Strategy)
        {
            case SearchStrategy.Agentic:
                return await _agentic.SearchAsync(run, db, query, cancellationToken);
            case SearchStrategy.Graph:
                return await _graph.SearchAsync(run, db, query, cancellationToken);
            default:
                var (candidates, further) = await _ranked.SearchAsync(run, db, query, cancellationToken);
                return new StrategyResult(candidates, further);
        }
    }

    private static string Trim(string query)
    {
        var trimmed = query.Trim();
        if (trimmed.Length <= SearchRequest.MaxQueryLength)
        {
            return trimmed;
        }

        var end = SearchRequest.MaxQueryLength;
        return trimmed[..(char.IsHighSurrogate(trimmed[end - 1]) ? end - 1 : end)];
    }
}
