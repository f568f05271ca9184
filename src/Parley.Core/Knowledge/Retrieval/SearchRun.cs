using Parley.Identity;
using Parley.Knowledge.Vectors;

namespace Parley.Knowledge.Retrieval;

/// <summary>One search while it runs: for whom, where, how, and what its stages did so far.</summary>
/// <param name="Collections">Those that the caller may read and wants searched.</param>
internal sealed record SearchRun(SearchPlan Plan, Caller Caller, IReadOnlyList<SearchedCollection> Collections, PassageFilter? Filter, StageLog Stages)
{
    public IReadOnlyList<Guid> CollectionIds { get; } = [.. Collections.Select(collection => collection.Id)];
}

internal readonly record struct SearchedCollection(Guid Id, Guid TenantId);
