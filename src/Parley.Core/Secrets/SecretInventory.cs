using Microsoft.EntityFrameworkCore;
using Parley.Data;
using Parley.Errors;

namespace Parley.Secrets;

/// <summary>Says which keys the stored secrets were encrypted with.</summary>
public sealed class SecretInventory(IEnumerable<EncryptedColumn> columns, SecretKeys keys)
{
    public async Task<IReadOnlyList<SecretCount>> CountAsync(ParleyDbContext db, CancellationToken cancellationToken)
    {
        var counts = new List<SecretCount>();
        foreach (var column in columns)
        {
            var rows = await db.Database.SqlQueryRaw<EncryptedText>(column.Select).ToListAsync(cancellationToken);
            counts.AddRange(rows.GroupBy(row => SecretProtector.KeyIdOf(row.Text) ?? "?")
                .Select(group => new SecretCount(column.Table, group.Key, group.Count())));
        }

        return counts;
    }

    /// <exception cref="StartupException">Something is stored that none of the keys can read.</exception>
    public async Task CheckAsync(ParleyDbContext db, CancellationToken cancellationToken)
    {
        var unreadable = (await CountAsync(db, cancellationToken)).Where(count => keys.Find(count.KeyId) is null).ToList();
        if (unreadable.Count > 0)
        {
            var wanted = string.Join(", ", unreadable.Select(count => count.KeyId).Distinct());
            throw new StartupException(
                $"Parley cannot start, because stored secrets ({string.Join(", ", unreadable.Select(count => $"{count.Count} in {count.Table}"))}) were encrypted with another key. "
                + $"The key in use is {keys.Current.Id}; {wanted} is wanted. Set APP_SECRET_KEY to that key again (or bring back secret.key in the data directory), or name it in APP_SECRET_KEY_PREVIOUS.");
        }
    }
}

/// <param name="KeyId">The <see cref="SecretKey.Id"/>; <c>?</c> for what is no encrypted text.</param>
public sealed record SecretCount(string Table, string KeyId, int Count);
