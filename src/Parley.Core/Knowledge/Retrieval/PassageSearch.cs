using Parley.Identity;

namespace Parley.Knowledge.Retrieval;

/// <summary>Finds passages on behalf of a caller: for those who search, and need not know how it is done.</summary>
public delegate Task<SearchResult> PassageSearch(SearchRequest request, Caller caller, CancellationToken cancellationToken);
