using Microsoft.Extensions.Options;
using Parley.Data;

namespace Parley.Knowledge.Retrieval.Strategies;

/// <summary>Searches, judges whether that is enough, and searches for what is missing; a few rounds, and none begun after the time is up.</summary>
internal sealed class AgenticSearch(RankedSearch search, SufficiencyJudge judge, TimeProvider clock, IOptions<RetrievalOptions> options)
{
    public async Task<StrategyResult> SearchAsync(SearchRun run, ParleyDbContext db, string query, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var (found, expanded) = await search.SearchAsync(run, db, query, cancellationToken);
        var further = expanded.ToList();
        for (var round = 1; ; round++)
        {
            var verdict = await judge.JudgeAsync(run, query, found, cancellationToken);
            if (verdict.IsSufficient || verdict.Next is not { } next || round == options.Value.Rounds || IsKnown(next)
                || clock.GetElapsedTime(began) >= options.Value.TimeBudget)
            {
                return new StrategyResult(found, further) { IsSufficient = verdict.IsSufficient };
            }

            further.Add(next);
            var (later, _) = await search.SearchAsync(run, db, next, cancellationToken);
            found = Rounds.Unite(found, later);
        }

        bool IsKnown(string next) => next.Equals(query, StringComparison.OrdinalIgnoreCase) || further.Contains(next, StringComparer.OrdinalIgnoreCase);
    }
}

/// <param name="Further">The queries that were searched for besides.</param>
internal sealed record StrategyResult(List<Candidate> Candidates, IReadOnlyList<string> Further)
{
    public bool? IsSufficient { get; init; }
}
