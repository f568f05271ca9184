using System.ComponentModel.DataAnnotations;

namespace Parley.Accounts.Tokens;

/// <summary>How sign-ins are kept. Section <c>Tokens</c>.</summary>
public sealed class TokenOptions
{
    /// <summary>
    /// RS256, ES256 or HS256 (JWT_ALGORITHM). Default RS256. The first two sign with key pairs that rotate by themselves
    /// and are published; HS256 signs with <see cref="Secret"/>, and accepts what others sign with it.
    /// </summary>
    [AllowedValues("RS256", "ES256", "HS256")]
    public string Algorithm { get; set; } = "RS256";

    /// <summary>The shared secret of HS256 (JWT_SECRET): 32 characters or more.</summary>
    [MinLength(32)]
    public string? Secret { get; set; }

    /// <summary>How long an access token holds (JWT_EXPIRY). Default and longest 1 hour; 1 minute at least.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "01:00:00")]
    public TimeSpan AccessLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long somebody may stay away without signing in anew (JWT_REFRESH_EXPIRY). Default 7 days; 5 minutes to 90 days.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "90.00:00:00")]
    public TimeSpan RefreshLifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long a session lasts however busy it is. Default 30 days; 5 minutes to 365 days.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "365.00:00:00")]
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary><c>iss</c> of the tokens (JWT_ISSUER). Default parley; two installations that share a secret need two names.</summary>
    [Required]
    public string Issuer { get; set; } = "parley";

    /// <summary><c>aud</c> of the tokens (JWT_AUDIENCE). Default parley.</summary>
    [Required]
    public string Audience { get; set; } = "parley";

    /// <summary>By how much clocks may differ. Default 30 s; at most 2 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:02:00")]
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a key pair signs. Default 30 days; 1 day to 1 year.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "365.00:00:00")]
    public TimeSpan KeyLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long a key pair is published before it signs, so that every node knows it. Default 10 minutes; up to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan KeyNotice { get; set; } = TimeSpan.FromMinutes(10);
}
