using Microsoft.EntityFrameworkCore;
using Parley.Cli.Conversations;
using Parley.Cli.Remote;
using Parley.Knowledge.Library;
using Parley.Knowledge.Retrieval;

namespace Parley.Cli.Search;

/// <param name="Collections">Names. None: everything the caller may read.</param>
internal sealed record SearchQuestion(string Query, int Top, IReadOnlyList<string> Collections);

/// <summary>Searches the database at hand, or a server.</summary>
internal static class SearchRunner
{
    public static async Task<IReadOnlyList<ShownPassage>> RunAsync(SearchQuestion question, CallerScopes scopes, KnowledgeSearch search, CancellationToken cancellationToken)
    {
        var found = question.Collections.Count is 0 ? [] : await scopes.RunAsync(db => db.Collections
            .Where(collection => question.Collections.Contains(collection.Name)).Select(collection => new { collection.Id, collection.Name }).ToListAsync(cancellationToken));
        Check(question, found.Select(collection => collection.Name));
        var request = new SearchRequest(question.Query) { Top = question.Top, Collections = found.Count is 0 ? null : [.. found.Select(collection => collection.Id.Value)] };
        var result = await search.SearchAsync(request, CallerScopes.Caller, cancellationToken);
        return [.. result.Passages.Select(p => new ShownPassage(p.Title, p.Text, p.Page, p.Section, p.Score))];
    }

    public static async Task<IReadOnlyList<ShownPassage>> RunAsync(SearchQuestion question, RemoteLibrary library, CancellationToken cancellationToken)
    {
        var found = new List<RemoteCollection>();
        if (question.Collections.Count > 0)
        {
            await foreach (var collection in library.CollectionsAsync(cancellationToken))
            {
                if (question.Collections.Contains(collection.Name))
                {
                    found.Add(collection);
                }
            }
        }

        Check(question, found.Select(collection => collection.Name));
        return await library.SearchAsync(question.Query, question.Top, found.Count is 0 ? null : [.. found.Select(collection => collection.Id)], cancellationToken);
    }

    private static void Check(SearchQuestion question, IEnumerable<string> found)
    {
        if (question.Collections.Except(found).FirstOrDefault() is { } missing)
        {
            throw new UsageException($"There is no collection named '{missing}'.");
        }
    }
}
