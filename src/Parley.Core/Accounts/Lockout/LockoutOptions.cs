using System.ComponentModel.DataAnnotations;

namespace Parley.Accounts.Lockout;

/// <summary>How guessing passwords is slowed down. Section <c>Lockout</c>. Nobody is ever locked out without an end.</summary>
public sealed class LockoutOptions
{
    /// <summary>
    /// Wrong passwords in a row, for one account from one address or one known device, until the first wait of a second. It
    /// doubles with each further one. Default 5; 3 to 20.
    /// </summary>
    [Range(3, 20)]
    public int FreeFailures { get; set; } = 5;

    /// <summary>The same for one account from all unknown devices together. Default 20; 5 to 100, the most NIST SP 800-63B allows.</summary>
    [Range(5, 100)]
    public int FreeFailuresPerAccount { get; set; } = 20;

    /// <summary>The same for one address over all accounts: an office may be behind it. Default 50; 10 to 1000.</summary>
    [Range(10, 1000)]
    public int FreeFailuresPerAddress { get; set; } = 50;

    /// <summary>The longest wait. Default 15 min; 1 min to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "01:00:00")]
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>After how long without a wrong password all is forgotten. Default 24 h; 1 h to 7 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "7.00:00:00")]
    public TimeSpan Memory { get; set; } = TimeSpan.FromHours(24);
}
