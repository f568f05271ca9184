using Microsoft.EntityFrameworkCore;
using Parley.Audit;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;
using Parley.Jobs;
using Parley.Knowledge.Vectors;

namespace Parley.Knowledge.Library;

/// <summary>
/// The collections, as the caller of the scope may see and change them: who may read one, its query filter says; who may change
/// it, <see cref="MayChange"/>.
/// </summary>
public sealed class CollectionCatalogue(
    ParleyDbContext db, CurrentCaller caller, CollectionRules rules, PassageVectors vectors, AuditTrail audit, JobSignal jobs, TimeProvider clock)
{
    private const int MaxCollections = 1000;

    /// <summary>Its owner, and for what is shared whoever looks after the people of the tenant.</summary>
    public static bool MayChange(Collection collection, Caller caller) =>
        collection.TenantId == caller.TenantId
        && (collection.OwnerId == caller.UserId || (collection.Sharing is not Sharing.Private && caller.May(Rights.ManageUsers)));

    /// <summary>Those the caller may read, one's own first, by name.</summary>
    public async Task<(List<Collection> Found, int Total)> ListAsync(int limit, int offset, CancellationToken cancellationToken)
    {
        var me = caller.Required.UserId;
        var found = await db.Collections.AsNoTracking().Include(c => c.Groups).OrderBy(c => c.OwnerId == me ? 0 : 1).ThenBy(c => c.Name).ThenBy(c => c.Id)
            .Skip(offset).Take(limit).AsSplitQuery().ToListAsync(cancellationToken);
        return (found, await db.Collections.CountAsync(cancellationToken));
    }

    /// <exception cref="AppException"><see cref="ErrorCode.NotFound"/>: there is none that the caller may read.</exception>
    public async Task<Collection> GetAsync(CollectionId id, CancellationToken cancellationToken) =>
        await db.Collections.Include(c => c.Groups).SingleOrDefaultAsync(c => c.Id == id, cancellationToken) ?? throw NotFound();

    /// <exception cref="AppException"><see cref="ErrorCode.NotFound"/>, or <see cref="ErrorCode.Forbidden"/>: the caller may read it and no more.</exception>
    public async Task<Collection> GetToChangeAsync(CollectionId id, CancellationToken cancellationToken)
    {
        var found = await GetAsync(id, cancellationToken);
        return MayChange(found, caller.Required)
            ? found
            : throw new AppException(ErrorCode.Forbidden, "This collection is somebody else's. You may read it, and not change it.");
    }

    /// <exception cref="AppException">The content is not valid, or the name is taken.</exception>
    public async Task<Collection> CreateAsync(CollectionContent content, CancellationToken cancellationToken)
    {
        var me = caller.Required;
        if (await db.Collections.CountAsync(c => c.OwnerId == me.UserId, cancellationToken) >= MaxCollections)
        {
            throw new AppException(ErrorCode.Conflict, $"You have {MaxCollections:N0} collections, which is the limit. Delete one first.");
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var made = new Collection { Id = CollectionId.New(), TenantId = me.TenantId, OwnerId = me.UserId, Name = "", Description = "", Revision = 1, CreatedAt = now, UpdatedAt = now };
        rules.Apply(made, content with { Name = content.Name ?? "" }, me);
        await CheckNameAsync(made, cancellationToken);
        db.Add(made);
        await SaveAsync(() => new AuditEntry(AuditActions.CollectionMade, made.Id.ToString()) { Details = Describe(made) }, cancellationToken);
        return made;
    }

    /// <exception cref="AppException">There is none that the caller may change, or the content is not valid.</exception>
    public async Task<Collection> ChangeAsync(CollectionId id, CollectionContent content, CancellationToken cancellationToken)
    {
        var found = await GetToChangeAsync(id, cancellationToken);
        rules.Apply(found, content, caller.Required);
        db.ChangeTracker.DetectChanges();
        if (!db.ChangeTracker.HasChanges())
        {
            return found;
        }

        await CheckNameAsync(found, cancellationToken);
        found.UpdatedAt = clock.GetUtcNow().UtcDateTime;
        await SaveAsync(() => new AuditEntry(AuditActions.CollectionChanged, id.ToString()) { Details = Describe(found) }, cancellationToken, raise: id);
        await db.Entry(found).ReloadAsync(cancellationToken);
        return found;
    }

    /// <summary>Removes it with all that is in it, and calls its jobs off.</summary>
    /// <exception cref="AppException">There is none that the caller may change.</exception>
    public async Task DeleteAsync(CollectionId id, CancellationToken cancellationToken)
    {
        var found = await GetToChangeAsync(id, cancellationToken);
        await audit.RecordAsync(
            async () =>
            {
                var subject = id.ToString();

                // Jobs of others too: an administrator may have filled it.
                await db.Jobs.IgnoreQueryFilters().Where(job => job.TenantId == found.TenantId && job.Subject == subject && job.FinishedAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(job => job.CancelRequested, true), cancellationToken);
                await db.Collections.Where(c => c.Id == id).ExecuteDeleteAsync(cancellationToken);
                return new AuditEntry(AuditActions.CollectionDeleted, subject);
            },
            cancellationToken);
        jobs.Pulse();
        await vectors.ForgetSpaceAsync(found.TenantId, id, caller.Required, cancellationToken);
    }

    private static AppException NotFound() => new(ErrorCode.NotFound, "There is no such collection.");

    private static Dictionary<string, string> Describe(Collection collection) => new()
    {
        ["sharing"] = SnakeCaseEnum.Write(collection.Sharing),
        ["groups"] = string.Join(' ', collection.Groups.Select(group => TypeId.Encode("grp", group.GroupId))),
    };

    // Looked up before, for the usual case, and caught after, for two who take the name at once.
    private async Task CheckNameAsync(Collection collection, CancellationToken cancellationToken)
    {
        if (await db.Collections.AnyAsync(c => c.TenantId == collection.TenantId && c.OwnerId == collection.OwnerId && c.Name == collection.Name && c.Id != collection.Id, cancellationToken))
        {
            throw Taken(null);
        }
    }

    private Task SaveAsync(Func<AuditEntry> describe, CancellationToken cancellationToken, CollectionId? raise = null) => audit.RecordAsync(
        async () =>
        {
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException e)
            {
                throw Taken(e);
            }

            // By the database, since a job may raise it at the same time.
            if (raise is { } id)
            {
                await db.Collections.Where(c => c.Id == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.Revision, c => c.Revision + 1), cancellationToken);
            }

            return describe();
        },
        cancellationToken);

    private static AppException Taken(Exception? inner) => new(ErrorCode.Conflict, "There is a collection of that name already.", inner);
}
