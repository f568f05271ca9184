using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.EntityFrameworkCore;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;

namespace Parley.Personas.Library;

/// <summary>Keeps the versions of one kind. Every change makes a new one; two people who change the same one do not overwrite each other.</summary>
internal sealed class LibraryStore<T>(LibraryKind kind, string noun, JsonTypeInfo<T> json, TimeProvider clock)
    where T : class
{
    public Task<List<LibraryItem>> ListAsync(ParleyDbContext db, CancellationToken cancellationToken) =>
        Items(db).OrderBy(item => item.Name).ToListAsync(cancellationToken);

    public async Task<List<Stored<T>>> ReadAsync(ParleyDbContext db, IReadOnlyCollection<LibraryItem> items, CancellationToken cancellationToken)
    {
        var ids = items.Select(item => item.Id).ToList();
        var stored = db.LibraryItems;
        var versions = await db.LibraryVersions.AsNoTracking()
            .Where(v => ids.Contains(v.ItemId) && stored.Any(item => item.Id == v.ItemId && item.Version == v.Version))
            .ToDictionaryAsync(v => v.ItemId, cancellationToken);
        return [.. items.Where(item => versions.ContainsKey(item.Id)).Select(item => Read(item, versions[item.Id]))];
    }

    /// <param name="version">Null: the newest.</param>
    /// <returns>Null when there is none.</returns>
    public async Task<Stored<T>?> FindAsync(ParleyDbContext db, string name, int? version, CancellationToken cancellationToken)
    {
        var found = await Items(db).Where(item => item.Name == name)
            .Join(db.LibraryVersions, item => item.Id, v => v.ItemId, (item, v) => new { item, v })
            .Where(pair => pair.v.Version == (version ?? pair.item.Version)).SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : Read(found.item, found.v);
    }

    /// <summary>Newest first.</summary>
    public async Task<(List<Stored<T>> Page, int Total)> VersionsAsync(
        ParleyDbContext db, string name, int limit, int offset, CancellationToken cancellationToken)
    {
        var item = await Items(db).SingleOrDefaultAsync(i => i.Name == name, cancellationToken) ?? throw NotFound();
        var versions = db.LibraryVersions.AsNoTracking().Where(v => v.ItemId == item.Id);
        var page = await versions.OrderByDescending(v => v.Version).Skip(offset).Take(limit).ToListAsync(cancellationToken);
        return ([.. page.Select(v => Read(item, v))], await versions.CountAsync(cancellationToken));
    }

    /// <exception cref="AppException"><see cref="ErrorCode.Conflict"/>: the name is taken, or there are too many.</exception>
    public async Task<Stored<T>> AddAsync(ParleyDbContext db, Caller caller, string name, T definition, CancellationToken cancellationToken)
    {
        if (await Items(db).CountAsync(cancellationToken) >= PersonaLimits.MaxPerOwner)
        {
            throw new AppException(ErrorCode.Conflict, $"You have {PersonaLimits.MaxPerOwner} {noun}s, which is the limit. Delete one first.");
        }

        // A deleted one of the name is taken up again, and counts on.
        var now = Now();
        var item = await db.LibraryItems.AsNoTracking().SingleOrDefaultAsync(i => i.Kind == kind && i.Name == name, cancellationToken);
        if (item is { Deleted: false })
        {
            throw Taken(name);
        }

        await using var transaction = await JoinedTransaction.BeginAsync(db, cancellationToken);
        if (item is not null)
        {
            var next = await NextAsync(db, item, item.Version, definition, null, Taken(name), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return next;
        }

        item = new LibraryItem { Id = Guid.CreateVersion7(), TenantId = caller.TenantId, OwnerId = caller.UserId, Kind = kind, Name = name, Version = 1, CreatedAt = now, UpdatedAt = now };
        db.Add(item);
        var version = NewVersion(item, 1, definition, null, now);
        db.Add(version);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Two at once: the unique index let one of them in, and EF has gone back to before the insertion.
            if (await Items(db).AnyAsync(i => i.Name == name, cancellationToken))
            {
                throw Taken(name);
            }

            throw;
        }

        await transaction.CommitAsync(cancellationToken);
        return Read(item, version);
    }

    /// <param name="baseVersion">The version the change was made to.</param>
    /// <exception cref="AppException">There is none of that name, or it was changed meanwhile.</exception>
    public async Task<Stored<T>> ChangeAsync(
        ParleyDbContext db, string name, int baseVersion, T definition, int? restoredFrom, CancellationToken cancellationToken)
    {
        await using var transaction = await JoinedTransaction.BeginAsync(db, cancellationToken);
        var item = await Items(db).SingleOrDefaultAsync(i => i.Name == name, cancellationToken) ?? throw NotFound();
        var next = await NextAsync(db, item, baseVersion, definition, restoredFrom, Changed(item), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return next;
    }

    /// <exception cref="AppException">There is none of that name.</exception>
    public async Task DeleteAsync(ParleyDbContext db, string name, CancellationToken cancellationToken)
    {
        await using var transaction = await JoinedTransaction.BeginAsync(db, cancellationToken);
        var deleted = await db.LibraryItems.Where(item => item.Kind == kind && item.Name == name && !item.Deleted)
            .ExecuteUpdateAsync(set => set.SetProperty(item => item.Deleted, true).SetProperty(item => item.UpdatedAt, Now()), cancellationToken);
        if (deleted == 0)
        {
            throw NotFound();
        }

        var items = db.LibraryItems;
        await db.LibraryVersions.Where(v => items.Any(item => item.Id == v.ItemId && item.Kind == kind && item.Name == name))
            .ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public AppException NotFound() => new(ErrorCode.NotFound, $"There is no such {noun}.");

    // The update decides which of two changes was first: the other touches no row.
    private async Task<Stored<T>> NextAsync(
        ParleyDbContext db, LibraryItem item, int baseVersion, T definition, int? restoredFrom, AppException conflict, CancellationToken cancellationToken)
    {
        var now = Now();
        var next = baseVersion + 1;
        var touched = await db.LibraryItems.Where(i => i.Id == item.Id && i.Version == baseVersion && i.Deleted == item.Deleted)
            .ExecuteUpdateAsync(
                set => set.SetProperty(i => i.Version, next).SetProperty(i => i.Deleted, false).SetProperty(i => i.UpdatedAt, now), cancellationToken);
        if (touched == 0)
        {
            throw conflict;
        }

        var version = NewVersion(item, next, definition, restoredFrom, now);
        db.Add(version);
        await db.SaveChangesAsync(cancellationToken);
        return Read(item, version) with { Newest = next };
    }

    private IQueryable<LibraryItem> Items(ParleyDbContext db) => db.LibraryItems.AsNoTracking().Where(item => item.Kind == kind && !item.Deleted);

    private LibraryVersion NewVersion(LibraryItem item, int version, T definition, int? restoredFrom, DateTime now) => new()
    {
        ItemId = item.Id,
        TenantId = item.TenantId,
        OwnerId = item.OwnerId,
        Version = version,
        Definition = JsonSerializer.Serialize(definition, json),
        RestoredFrom = restoredFrom,
        CreatedAt = now,
    };

    private Stored<T> Read(LibraryItem item, LibraryVersion version) => new(
        item.Name, version.Version, item.Version, JsonSerializer.Deserialize(version.Definition, json)!, version.RestoredFrom, version.CreatedAt);

    private DateTime Now() => clock.GetUtcNow().UtcDateTime;

    private AppException Taken(string name) => new(ErrorCode.Conflict, $"You have a {noun} named '{name}' already. Choose another name.");

    private AppException Changed(LibraryItem item) => new(
        ErrorCode.Conflict, $"The {noun} was changed meanwhile; its newest version is {item.Version}. Load it, and make your change again.");
}
