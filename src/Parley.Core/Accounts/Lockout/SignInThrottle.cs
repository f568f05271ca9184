using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Data;
using Parley.Errors;

namespace Parley.Accounts.Lockout;

/// <summary>
/// Slows down whoever guesses passwords. Each attempt is counted as wrong before the password is looked at, in one
/// statement of the database, so that a hundred at once are no more than a hundred in a row, on however many nodes; a right
/// one takes its count away again.
/// </summary>
public sealed class SignInThrottle(ParleyDbContext db, GroupCommitWriter writer, IOptions<LockoutOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);

    // 1. What was long ago is forgotten. 2. From the first failure that is not free on there is a wait, which doubles up to
    // the longest. 3. During the wait nothing is counted, and no row is touched: that is how the caller learns of it.
    private const string Count = """
        INSERT INTO sign_in_failures (key, failures, blocked_until, last_at) VALUES ($1, 1, 0, $2)
        ON CONFLICT (key) DO UPDATE SET
            failures = CASE WHEN sign_in_failures.last_at < $3 THEN 1 ELSE sign_in_failures.failures + 1 END,
            blocked_until = CASE
                WHEN sign_in_failures.last_at < $3 OR sign_in_failures.failures + 1 < $4 THEN 0
                WHEN sign_in_failures.failures + 1 - $4 >= $5 THEN $2 + $6
                ELSE $2 + (1000 << (sign_in_failures.failures + 1 - $4)) END,
            last_at = $2
        WHERE sign_in_failures.blocked_until <= $2
        """;

    private const string Forget = "DELETE FROM sign_in_failures WHERE key = $1";
    private const string TakeBack = "UPDATE sign_in_failures SET failures = failures - 1 WHERE key = $1 AND failures > 0";
    private const string ForgetOld = "DELETE FROM sign_in_failures WHERE last_at < $1";

    /// <summary>Counts an attempt, or refuses it.</summary>
    /// <param name="account">The account tried, whether there is one or not; not readable.</param>
    /// <param name="device">The known device it comes from, or null.</param>
    /// <exception cref="AppException"><see cref="ErrorCode.RateLimitExceeded"/>: there is a wait, and for how long.</exception>
    public async Task<SignInAttempt> EnterAsync(string account, SignInSource source, Guid? device, CancellationToken cancellationToken)
    {
        var attempt = new SignInAttempt(Counters(account, source, device));
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        await RefuseDuringWaitAsync(attempt, now, cancellationToken);
        var touched = await writer.WriteAsync([.. attempt.Counters.Select(counter => CountOne(counter, now)), new(ForgetOld, Old(now))]);
        if (touched.AsSpan(..^1).Contains(0))
        {
            // Another attempt came between, and began a wait.
            await RefuseDuringWaitAsync(attempt, now, cancellationToken);
        }

        return attempt;
    }

    /// <summary>The password was right.</summary>
    public Task SucceedAsync(SignInAttempt attempt) =>
        // One right password does not excuse what else comes from that address.
        writer.WriteAsync([.. attempt.Counters.Select(counter => new SqlStatement(counter.IsAddress ? TakeBack : Forget, counter.Key))]);

    private IReadOnlyList<FailureCounter> Counters(string account, SignInSource source, Guid? device) => device is { } known
        ? [new($"device:{known:n}", options.Value.FreeFailures)]
        :
        [
            new($"account:{account}:{source.Network}", options.Value.FreeFailures),
            new($"account:{account}", options.Value.FreeFailuresPerAccount),
            new($"address:{source.Network}", options.Value.FreeFailuresPerAddress, IsAddress: true),
        ];

    private SqlStatement CountOne(FailureCounter counter, long now)
    {
        var longest = options.Value.LongestWait;
        var doublings = (int)Math.Ceiling(Math.Log2(longest / FirstWait));
        return new(Count, counter.Key, now, Old(now), counter.Free, doublings, (long)longest.TotalMilliseconds);
    }

    private long Old(long now) => now - (long)options.Value.Memory.TotalMilliseconds;

    private async Task RefuseDuringWaitAsync(SignInAttempt attempt, long now, CancellationToken cancellationToken)
    {
        var keys = attempt.Counters.Select(counter => counter.Key).ToList();

        // Counted by address and account over all tenants, and so in a table of the installation's.
        using var installation = db.ActForInstallation();
        var until = await db.SignInFailures.Where(row => keys.Contains(row.Key)).MaxAsync(row => (long?)row.BlockedUntil, cancellationToken) ?? 0;
        if (until > now)
        {
            var wait = TimeSpan.FromMilliseconds(until - now);
            throw new AppException(ErrorCode.RateLimitExceeded, $"Too many wrong passwords. Try again in {Math.Ceiling(wait.TotalSeconds):0} seconds.")
            {
                Retryable = true,
                RetryAfter = wait,
            };
        }
    }
}

/// <summary>An attempt that was let in, and where it was counted.</summary>
public sealed record SignInAttempt(IReadOnlyList<FailureCounter> Counters);

/// <param name="Free">How many failures are without a wait.</param>
/// <param name="IsAddress">Whether it counts one address over all accounts.</param>
public sealed record FailureCounter(string Key, int Free, bool IsAddress = false);
