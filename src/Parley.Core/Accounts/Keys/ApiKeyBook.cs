using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Accounts.States;
using Parley.Accounts.Users;
using Parley.Audit;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;

namespace Parley.Accounts.Keys;

/// <summary>Makes, lists and revokes keys: one's own, and those of others for whoever looks after people.</summary>
public sealed class ApiKeyBook(
    ParleyDbContext db, AuditTrail audit, ApiKeyDirectory directory, AccountStates accounts, IOptions<ApiKeyOptions> options, TimeProvider clock)
{
    /// <summary>The keys of somebody in the caller's tenant, those that have run out too, the newest first.</summary>
    public IQueryable<ApiKey> Of(Guid owner) =>
        // Without the owner's filter, for whoever looks after people; the tenant's holds.
        db.ApiKeys.IgnoreQueryFilters([ParleyDbContext.OwnerFilter]).AsNoTracking().Where(k => k.OwnerId == owner && k.RevokedAt == null)
            .OrderByDescending(k => k.CreatedAt).ThenByDescending(k => k.Id);

    /// <summary>
    /// Makes a key. It never may more, faster or longer than whoever makes it: else a key could make itself another without
    /// its own bounds.
    /// </summary>
    /// <param name="maker">Who makes it: its owner, whoever looks after programs, or a key of theirs.</param>
    /// <returns>The one copy of the key there is, and what is kept of it.</returns>
    /// <exception cref="AppException">The request is not acceptable, or there are too many keys.</exception>
    public async Task<(string Key, ApiKey Row)> AddAsync(ApiKeyRequest request, User owner, Caller maker, CancellationToken cancellationToken)
    {
        var most = new ApiKeyBounds(
            RoleRights.Of(owner.Role, isOperator: true) & maker.Rights, maker.KeyRequestsPerMinute, await EndOfAsync(maker, cancellationToken));
        var (key, row) = request.Make(owner.TenantId, owner.Id.Value, most, options.Value, clock.GetUtcNow().UtcDateTime);
        await audit.RecordAsync(
            async () =>
            {
                if (await Of(owner.Id.Value).CountAsync(cancellationToken) >= options.Value.MaxKeys)
                {
                    throw new AppException(ErrorCode.Conflict, $"There are {options.Value.MaxKeys} keys, which is the limit. Revoke one that is not needed first.");
                }

                db.Add(row);
                await db.SaveChangesAsync(cancellationToken);
                return new AuditEntry(AuditActions.KeyMade, row.Id.ToString()) { TenantId = owner.TenantId, Details = Describe(row) };
            },
            cancellationToken);
        return (key, row);
    }

    /// <summary>Revokes a key: no request that begins after this is let in with it, and those at work end.</summary>
    /// <exception cref="AppException">There is no such key.</exception>
    public async Task RevokeAsync(Guid owner, ApiKeyId id, CancellationToken cancellationToken)
    {
        var row = await Of(owner).AsTracking().SingleOrDefaultAsync(k => k.Id == id, cancellationToken)
            ?? throw new AppException(ErrorCode.NotFound, "There is no such key.");
        row.RevokedAt = clock.GetUtcNow().UtcDateTime;
        await audit.SaveAsync(new AuditEntry(AuditActions.KeyRevoked, id.ToString()) { TenantId = row.TenantId, Details = Describe(row) }, cancellationToken);
        directory.Forget(id.Value);
        accounts.Forget(owner);
    }

    private async Task<DateTime?> EndOfAsync(Caller maker, CancellationToken cancellationToken)
    {
        if (maker.KeyId is not { } id)
        {
            return null;
        }

        // Without filters: the id is that of the key the request came with.
        var typed = new ApiKeyId(id);
        return await db.ApiKeys.IgnoreQueryFilters().Where(k => k.Id == typed).Select(k => k.ExpiresAt).SingleAsync(cancellationToken);
    }

    private static Dictionary<string, string> Describe(ApiKey key) => new()
    {
        ["start"] = key.Start,
        ["owner"] = new UserId(key.OwnerId).ToString(),
        ["scopes"] = string.Join(' ', RightNames.Of(key.Scopes)),
    };
}
