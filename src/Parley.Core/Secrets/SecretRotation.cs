using Microsoft.EntityFrameworkCore;
using Parley.Data;

namespace Parley.Secrets;

/// <summary>Encrypts anew, with the current key, what another key encrypted. What is done stays done, so that it can be run again at any time.</summary>
public sealed class SecretRotation(IEnumerable<EncryptedColumn> columns, SecretProtector protector, SecretKeys keys)
{
    /// <summary>Works in the transaction that the context is in: all or nothing.</summary>
    /// <returns>How many were encrypted anew, by table.</returns>
    /// <exception cref="SecretException">One of them cannot be read; then nothing may be committed.</exception>
    public async Task<IReadOnlyDictionary<string, int>> RunAsync(ParleyDbContext db, CancellationToken cancellationToken)
    {
        var done = new Dictionary<string, int>();
        foreach (var column in columns)
        {
            var rows = await db.Database.SqlQueryRaw<EncryptedText>(column.Select).ToListAsync(cancellationToken);
            foreach (var row in rows.Where(row => SecretProtector.KeyIdOf(row.Text) != keys.Current.Id))
            {
                var purpose = column.PurposeOf(row.Name);
                var renewed = protector.Protect(purpose, protector.Unprotect(purpose, row.Text));
                var touched = await db.Database.ExecuteSqlRawAsync(column.Replace, [renewed, row.Name, row.Text], cancellationToken);
                done[column.Table] = done.GetValueOrDefault(column.Table) + touched;
            }
        }

        return done;
    }
}
