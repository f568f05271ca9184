using Microsoft.EntityFrameworkCore;
using Parley.Data;

namespace Parley.Secrets;

/// <summary>
/// Secrets in the database, by names such as <c>provider-key/openai</c>. The name is also what a secret is encrypted for,
/// so that whoever can write to the database cannot put one in another's place.
/// </summary>
public sealed class StoredSecrets(SecretProtector protector, TimeProvider clock)
{
    private const string Upsert = """
        INSERT INTO stored_secrets (name, value, updated_at) VALUES ({0}, {1}, {2})
        ON CONFLICT (name) DO UPDATE SET value = {1}, updated_at = {2}
        """;

    /// <summary>All whose name begins so, without that beginning.</summary>
    /// <param name="skipUnreadable">Leaves out what cannot be read, instead of failing.</param>
    /// <exception cref="SecretException">One of them cannot be read.</exception>
    public async Task<Dictionary<string, byte[]>> ReadAsync(
        ParleyDbContext db, string prefix, CancellationToken cancellationToken, bool skipUnreadable = false)
    {
        var rows = await db.Set<StoredSecret>().AsNoTracking().Where(secret => secret.Name.StartsWith(prefix)).ToListAsync(cancellationToken);
        var read = new Dictionary<string, byte[]>();
        foreach (var row in rows)
        {
            try
            {
                read[row.Name[prefix.Length..]] = protector.Unprotect(row.Name, row.Value);
            }
            catch (SecretException) when (skipUnreadable)
            {
                // Its absence is the answer.
            }
        }

        return read;
    }

    /// <summary>Adds or replaces one, in the transaction that the context is in.</summary>
    public Task SetAsync(ParleyDbContext db, string name, byte[] secret, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlRawAsync(Upsert, [name, protector.Protect(name, secret), clock.GetUtcNow().UtcDateTime], cancellationToken);

    /// <returns>Whether there was one.</returns>
    public static async Task<bool> RemoveAsync(ParleyDbContext db, string name, CancellationToken cancellationToken) =>
        await db.Set<StoredSecret>().Where(secret => secret.Name == name).ExecuteDeleteAsync(cancellationToken) == 1;
}
