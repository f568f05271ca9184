using Microsoft.EntityFrameworkCore;
using Parley.Data;
using Parley.Secrets;

namespace Parley.Accounts.Tokens;

/// <summary>Lets what may be used once be used once, on whichever node it comes.</summary>
public sealed class SpentTokens(ParleyDbContext db)
{
    /// <param name="expiresAt">After it the token is refused anyway, and need not be remembered.</param>
    /// <returns>Whether this was the first use.</returns>
    public async Task<bool> TrySpendAsync(string token, DateTime expiresAt, CancellationToken cancellationToken)
    {
        var hash = OpaqueToken.Hash(token);
        return await db.Database.ExecuteSqlAsync(
            $"INSERT INTO spent_tokens (hash, expires_at) VALUES ({hash}, {expiresAt}) ON CONFLICT (hash) DO NOTHING", cancellationToken) == 1;
    }
}
