using System.ComponentModel.DataAnnotations;

namespace Parley.Accounts.Passwords;

/// <summary>What passwords must be, and what guessing one must cost. Section <c>Passwords</c>.</summary>
public sealed class PasswordOptions
{
    /// <summary>
    /// Whether people sign in with passwords. Default true; false where everybody comes through the identity provider: then
    /// no link sets a password either, but those that whoever runs the machine makes for an owner.
    /// </summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The least number of characters. Default 12; 8 to 64. NIST SP 800-63B asks for 8 at least, and for no mixture of kinds.</summary>
    [Range(8, 64)]
    public int MinLength { get; set; } = 12;

    /// <summary>The most characters. Default 128; 64 to 1024.</summary>
    [Range(64, 1024)]
    public int MaxLength { get; set; } = 128;

    /// <summary>
    /// Rounds of PBKDF2 with HMAC-SHA-512. Default 210,000, which OWASP's Password Storage Cheat Sheet names; 50,000 to
    /// 10,000,000. Raised, it holds for each person from their next sign-in on.
    /// </summary>
    [Range(50_000, 10_000_000)]
    public int Iterations { get; set; } = 210_000;
}
