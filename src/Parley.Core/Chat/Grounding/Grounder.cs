using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Data;
using Parley.Identity;
using Parley.Knowledge.Citations;
using Parley.Knowledge.Library;
using Parley.Knowledge.Retrieval;

namespace Parley.Chat.Grounding;

/// <summary>Finds what an answer rests on before it is asked for, and checks its citations when it is there.</summary>
public sealed class Grounder(
    PassageSearch search, StandaloneQuestion questions, CitationCheck citations, IServiceScopeFactory scopes, IOptions<GroundingOptions> options)
{
    /// <param name="history">Oldest first; the last is the message to answer.</param>
    /// <returns>The passages found, and a name for the state of the documents they are from.</returns>
    internal async Task<(IReadOnlyList<FoundPassage> Found, string Version)> SearchAsync(
        RunningTurn turn, GroundingChoice choice, IReadOnlyList<ChatMessage> history, CancellationToken cancellationToken)
    {
        // The state is read first: what changes while we search may be found, but is never cached as if it had been there.
        var version = await VersionAsync(turn.Caller, choice, cancellationToken);
        var request = new SearchRequest(await questions.WriteAsync(history, turn.Caller, cancellationToken))
        {
            Collections = choice.Collections is { } named ? [.. named.Select(id => id.Value)] : null,

            // More than are given: some may say the same, or be too long.
            Top = Math.Min(SearchRequest.MaxTop, 2 * options.Value.Passages),
        };
        var result = await search(request, turn.Caller, cancellationToken);
        return (result.Passages, version);
    }

    internal Task<CitationReport> CheckAsync(string answer, GroundedPassages grounding, Caller caller, CancellationToken cancellationToken) =>
        citations.CheckAsync(answer, grounding.Given, caller, cancellationToken);

    // Collections the caller may not read are not seen by the query, so that a change of rights is a change of this too.
    private async Task<string> VersionAsync(Caller caller, GroundingChoice choice, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Caller = caller;
        var collections = scope.ServiceProvider.GetRequiredService<ParleyDbContext>().Collections.AsNoTracking();
        if (choice.Collections is { } named)
        {
            collections = collections.Where(collection => named.Contains(collection.Id));
        }

        var states = await collections.OrderBy(collection => collection.Id).Select(collection => new { collection.Id, collection.Revision }).ToListAsync(cancellationToken);
        var text = string.Join(';', states.Select(state => $"{state.Id}:{state.Revision}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
