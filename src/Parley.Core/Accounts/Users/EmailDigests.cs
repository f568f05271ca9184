using System.Security.Cryptography;
using System.Text;
using Parley.Secrets;

namespace Parley.Accounts.Users;

/// <summary>
/// Names an e-mail address where it must not be readable: of somebody unknown who tried to sign in. Keyed with the
/// installation's secret, because a plain hash of an address is soon guessed.
/// </summary>
public sealed class EmailDigests(SecretKeys keys)
{
    private const int Length = 32;

    public string Of(string emailKey) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(keys.Current.Derive("email-digest"), Encoding.UTF8.GetBytes(emailKey)))[..Length];
}
