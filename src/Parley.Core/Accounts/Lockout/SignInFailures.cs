namespace Parley.Accounts.Lockout;

/// <summary>Wrong passwords in a row, by whom or against what they count.</summary>
public sealed class SignInFailures
{
    /// <summary>Such as <c>address:203.0.113.7</c>. No e-mail address is readable in it.</summary>
    public required string Key { get; set; }

    public int Failures { get; set; }

    /// <summary>Until then a password is not even looked at. Unix time in milliseconds, as SQL can reckon with.</summary>
    public long BlockedUntil { get; set; }

    /// <summary>Unix time in milliseconds.</summary>
    public long LastAt { get; set; }
}
