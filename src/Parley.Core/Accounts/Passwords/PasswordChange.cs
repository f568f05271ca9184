using Parley.Accounts.Lockout;
using Parley.Accounts.Sessions;
using Parley.Accounts.States;
using Parley.Accounts.Users;
using Parley.Audit;
using Parley.Data;
using Parley.Errors;

namespace Parley.Accounts.Passwords;

/// <summary>Changes a password for somebody who knows the old one.</summary>
public sealed class PasswordChange(
    ParleyDbContext db, PasswordHashes hashes, PasswordRules rules, SignInThrottle throttle, EmailDigests digests, AuditTrail audit, AccountStates states, TimeProvider clock)
{
    /// <param name="keep">The session that goes on; all others end.</param>
    /// <exception cref="AppException">The old one is wrong, or the new one is refused.</exception>
    public async Task ApplyAsync(User user, string current, string? wanted, SignInSource source, SessionId keep, CancellationToken cancellationToken)
    {
        if (user.PasswordHash is null)
        {
            throw new AppException(ErrorCode.Conflict, "This account has no password; it signs in through the identity provider.");
        }

        var errors = new FieldErrors();
        errors.Add("new_password", rules.Problem(wanted, user.Email, user.Name));
        errors.Check();

        // Whoever found an open page must not guess here what they may not guess at the door.
        var attempt = await throttle.EnterAsync(digests.Of(user.EmailKey), source, user.Id.Value, cancellationToken);
        if (await hashes.VerifyAsync(user.PasswordHash, current, cancellationToken) is PasswordMatch.No)
        {
            await audit.RecordAsync(new AuditEntry(AuditActions.PasswordChanged, user.Id.ToString()) { Result = AuditResult.Failed }, cancellationToken);
            throw AppException.Invalid("current_password", "This is not your password.");
        }

        await throttle.SucceedAsync(attempt);
        user.PasswordHash = await hashes.HashAsync(wanted ?? "", cancellationToken);
        user.UpdatedAt = clock.GetUtcNow().UtcDateTime;
        await audit.RecordAsync(
            async () =>
            {
                await db.SaveChangesAsync(cancellationToken);
                await db.EndSessionsAsync(user.Id, keep, clock, cancellationToken);
                return new AuditEntry(AuditActions.PasswordChanged, user.Id.ToString());
            },
            cancellationToken);
        states.Forget(user.Id.Value);
    }
}
