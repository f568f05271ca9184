using Microsoft.EntityFrameworkCore;
using Parley.Accounts;
using Parley.Accounts.Groups;
using Parley.Accounts.Users;
using Parley.Data;
using Parley.Identity;
using Parley.Jobs;
using Parley.Knowledge.Library;
using Parley.Server.Endpoints.Contracts;

namespace Parley.Server.Endpoints.Knowledge;

/// <summary>Shows collections with what is in them and whose they are.</summary>
internal sealed class CollectionViews(ParleyDbContext db, CurrentCaller caller)
{
    public static async Task<bool> AllExistAsync(ParleyDbContext db, IReadOnlyList<GroupId> groups, CancellationToken cancellationToken)
    {
        var distinct = groups.Distinct().Take(CollectionContent.MaxGroups + 1).ToList();
        return await db.Groups.CountAsync(group => distinct.Contains(group.Id), cancellationToken) == distinct.Count;
    }

    public async Task<CollectionResponse> OfAsync(Collection collection, CancellationToken cancellationToken) => (await OfAsync([collection], cancellationToken))[0];

    public async Task<IReadOnlyList<CollectionResponse>> OfAsync(IReadOnlyList<Collection> collections, CancellationToken cancellationToken)
    {
        var ids = collections.Select(collection => collection.Id).ToList();
        var counts = (await db.Documents.Where(d => ids.Contains(d.CollectionId) && d.Status != DocumentStatus.Removed)
            .GroupBy(d => new { d.CollectionId, d.Status }).Select(group => new { group.Key.CollectionId, group.Key.Status, Count = group.Count() })
            .ToListAsync(cancellationToken)).ToLookup(count => count.CollectionId);
        var waiting = await WaitingAsync(ids, cancellationToken);
        var owners = collections.Select(collection => new UserId(collection.OwnerId)).Distinct().ToList();
        var names = await db.Users.Where(user => owners.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.Name, cancellationToken);
        return [.. collections.Select(collection =>
        {
            int Count(DocumentStatus status) => counts[collection.Id].Where(count => count.Status == status).Sum(count => count.Count);
            var (ready, failed) = (Count(DocumentStatus.Ready), Count(DocumentStatus.Failed));
            var pending = Math.Max(Count(DocumentStatus.Pending) + Count(DocumentStatus.Held), waiting.GetValueOrDefault(collection.Id.ToString()));
            var mayChange = CollectionCatalogue.MayChange(collection, caller.Required);
            var owner = new UserId(collection.OwnerId);
            return new CollectionResponse(
                collection.Id, collection.Name, collection.Description, SnakeCaseEnum.Write(collection.Sharing),
                mayChange ? [.. collection.Groups.Select(group => new GroupId(group.GroupId))] : [], ChunkingContract.From(collection.Chunking),
                new(ready + failed + pending, ready, pending, failed), new(owner, names.GetValueOrDefault(owner)),
                collection.OwnerId == caller.Required.UserId && collection.TenantId == caller.Required.TenantId, mayChange, collection.CreatedAt, collection.UpdatedAt);
        })];
    }

    // Of whoever's jobs: it is a number of documents of the collection, which the caller may read.
    private async Task<Dictionary<string, int>> WaitingAsync(IReadOnlyList<CollectionId> ids, CancellationToken cancellationToken)
    {
        var subjects = ids.Select(id => id.ToString()).ToList();
        return await db.Jobs.IgnoreQueryFilters().Where(job => subjects.Contains(job.Subject!) && job.FinishedAt == null)
            .GroupBy(job => job.Subject!).Select(group => new { group.Key, Count = group.Sum(job => job.Total - job.Done - job.Skipped - job.Failed) })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
    }
}
