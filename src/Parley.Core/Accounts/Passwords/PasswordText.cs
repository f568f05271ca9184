using Parley.Unicode;

namespace Parley.Accounts.Passwords;

/// <summary>The one form of a password that is checked and hashed: what one keyboard writes as é, another writes as e and an accent.</summary>
public static class PasswordText
{
    public static string Normalize(string password) => Nfkc.Normalize(password);
}
