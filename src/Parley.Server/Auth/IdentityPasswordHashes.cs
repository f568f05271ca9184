using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Parley.Accounts.Passwords;
using PasswordOptions = Parley.Accounts.Passwords.PasswordOptions;

namespace Parley.Server.Auth;

/// <summary>ASP.NET Core Identity's hasher: PBKDF2 with HMAC-SHA-512, a salt of 128 bits, and the cost within the hash.</summary>
internal sealed class IdentityPasswordHashes(IOptions<PasswordOptions> options) : PasswordHashes
{
    private readonly PasswordHasher<object> _hasher =
        new(Options.Create(new PasswordHasherOptions { IterationCount = options.Value.Iterations }));

    // The hasher has a place for the user, and does nothing with it.
    protected override string Hash(string password) => _hasher.HashPassword(this, password);

    protected override PasswordMatch Verify(string hash, string password) => _hasher.VerifyHashedPassword(this, hash, password) switch
    {
        PasswordVerificationResult.Success => PasswordMatch.Yes,
        PasswordVerificationResult.SuccessRehashNeeded => PasswordMatch.YesButOutdated,
        _ => PasswordMatch.No,
    };
}
