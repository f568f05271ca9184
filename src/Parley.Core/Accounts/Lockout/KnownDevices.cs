using Parley.Accounts.Users;
using Parley.Secrets;

namespace Parley.Accounts.Lockout;

/// <summary>
/// Recognises a device on which somebody has signed in before, by a token that it keeps. Strangers who guess at an account
/// can then not keep its owner out: known devices are counted apart (OWASP's "device cookies").
/// </summary>
public sealed class KnownDevices(SecretProtector protector, TimeProvider clock)
{
    /// <summary>How long a device is remembered after its last sign-in.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(180);

    private const string Purpose = "known-device";
    private const int IdSize = 16;

    /// <summary>A token for the device at hand. It opens nothing.</summary>
    public string Remember(UserId user)
    {
        Span<byte> text = stackalloc byte[(2 * IdSize) + sizeof(long)];
        user.Value.TryWriteBytes(text);
        Guid.NewGuid().TryWriteBytes(text[IdSize..]);
        BitConverter.TryWriteBytes(text[(2 * IdSize)..], clock.GetUtcNow().ToUnixTimeSeconds());
        return protector.Protect(Purpose, text);
    }

    /// <returns>The device, when it is known for that account; else null.</returns>
    public Guid? Find(string? token, UserId user)
    {
        if (string.IsNullOrEmpty(token) || Read(token) is not { Length: (2 * IdSize) + sizeof(long) } text)
        {
            return null;
        }

        var signedIn = DateTimeOffset.FromUnixTimeSeconds(BitConverter.ToInt64(text, 2 * IdSize));
        return new Guid(text.AsSpan(0, IdSize)) == user.Value && clock.GetUtcNow() - signedIn < Lifetime ? new Guid(text.AsSpan(IdSize, IdSize)) : null;
    }

    private byte[]? Read(string token)
    {
        try
        {
            return protector.Unprotect(Purpose, token);
        }
        catch (SecretException)
        {
            // Forged, or of a key that is gone: a device nobody knows.
            return null;
        }
    }
}
