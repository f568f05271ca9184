namespace Parley.Accounts.Passwords;

/// <summary>The one form of a password that is checked and hashed.</summary>
public static class PasswordText
{
    public static string Normalize(string password) => password;
}
