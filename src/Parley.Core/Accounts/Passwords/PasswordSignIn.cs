using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Accounts.Lockout;
using Parley.Accounts.Tenants;
using Parley.Accounts.Users;
using Parley.Audit;
using Parley.Data;
using Parley.Errors;
using Parley.Identity;

namespace Parley.Accounts.Passwords;

/// <summary>
/// Finds out whether an e-mail address and a password belong together. An unknown address, a wrong password, a disabled
/// account and one without a password are one and the same: in what is answered, in what it costs, in what is waited.
/// </summary>
public sealed class PasswordSignIn(
    ParleyDbContext db, PasswordHashes hashes, SignInThrottle throttle, KnownDevices devices, EmailDigests digests, AuditTrail audit,
    IOptions<PasswordOptions> options)
{
    /// <returns>The person. A password that was hashed more cheaply than today is hashed anew, for the caller to save.</returns>
    /// <exception cref="AppException">
    /// <see cref="ErrorCode.AuthenticationError"/>: they do not. <see cref="ErrorCode.RateLimitExceeded"/>: nobody looked, because too many were wrong before.
    /// </exception>
    public async Task<User> CheckAsync(string email, string password, SignInSource source, CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled)
        {
            throw new AppException(ErrorCode.Forbidden, "Passwords are not used here. Sign in through your organisation's identity provider.");
        }

        var key = EmailAddress.Read(email)?.Key ?? email.Trim().ToLowerInvariant();

        // Not by the caller's tenant: who is calling is what is to be found out.
        var user = await db.Users.IgnoreQueryFilters([ParleyDbContext.TenantFilter]).SingleOrDefaultAsync(u => u.EmailKey == key, cancellationToken);
        var digest = digests.Of(key);
        var device = user is null ? null : devices.Find(source.Device, user.Id);
        var attempt = await throttle.EnterAsync(digest, source, device, cancellationToken);
        var match = await hashes.VerifyAsync(user?.PasswordHash, password, cancellationToken);
        if (match is PasswordMatch.No || user is null || !await MaySignInAsync(user, cancellationToken))
        {
            await RecordFailureAsync(user, digest, cancellationToken);
            throw new AppException(ErrorCode.AuthenticationError, "The e-mail address or the password is wrong.");
        }

        await throttle.SucceedAsync(attempt);
        if (match is PasswordMatch.YesButOutdated)
        {
            user.PasswordHash = await hashes.HashAsync(password, cancellationToken);
        }

        return user;
    }

    private async Task<bool> MaySignInAsync(User user, CancellationToken cancellationToken)
    {
        var tenant = new TenantId(user.TenantId);
        return !user.Disabled && user.Role is not Role.Service
            && await db.Tenants.AnyAsync(t => t.Id == tenant && !t.Disabled, cancellationToken);
    }

    // An address that nobody has is written down where the operator reads, and not in clear: it may be a password typed in
    // the wrong field.
    private async Task RecordFailureAsync(User? user, string digest, CancellationToken cancellationToken)
    {
        // Asked for whoever it is, so that nobody can tell by the time it takes.
        var operators = await db.Tenants.AsNoTracking().Where(t => t.IsOperator).Select(t => (TenantId?)t.Id).FirstOrDefaultAsync(cancellationToken);
        if ((user?.TenantId ?? operators?.Value) is { } known)
        {
            await audit.RecordAsync(
                new AuditEntry(AuditActions.SignIn, user?.Id.ToString() ?? "")
                {
                    Result = AuditResult.Failed,
                    TenantId = known,
                    Details = user is null ? new Dictionary<string, string> { ["email_digest"] = digest } : [],
                },
                cancellationToken);
        }
    }
}
