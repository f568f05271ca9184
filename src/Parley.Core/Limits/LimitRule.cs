using Parley.Errors;

namespace Parley.Limits;

/// <summary>One of the limits a request is held to.</summary>
/// <param name="IsTokens">Whether it counts tokens rather than requests.</param>
internal sealed record LimitRule(LimitScope Scope, bool IsTokens, LimitClaim Claim)
{
    /// <summary>What to tell whoever met it.</summary>
    public AppException Refusal(int seconds)
    {
        var (limit, window) = (Claim.Window.Limit, Claim.Window.Length);
        var what = IsTokens ? "tokens" : "requests";
        var whose = Scope switch
        {
            LimitScope.Tenant => $"Your organisation has used its {limit:N0} {what}",
            LimitScope.Key => $"This API key has used its {limit:N0} {what}",
            LimitScope.Address => $"Your network address has used its {limit:N0} {what} without sign-in",
            _ => $"You have used your {limit:N0} {what}",
        };
        return new(ErrorCode.RateLimitExceeded, $"{whose} in {window.TotalSeconds:0.###} s. Try again in {seconds} s.")
        {
            Retryable = true,
            RetryAfter = TimeSpan.FromSeconds(seconds),
        };
    }
}
