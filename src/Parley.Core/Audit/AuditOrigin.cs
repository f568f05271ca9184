using System.Security.Cryptography;
using System.Text.Json;

namespace Parley.Audit;

/// <summary>Where the requests of this scope come from. Filled once by whoever accepts them; empty for the installation itself.</summary>
public sealed class AuditOrigin
{
    public string Address { get; set; } = "";

    public string UserAgent { get; set; } = "";

    /// <summary>With a salt: there are few addresses, and without it they could be found out again from the hash that stays.</summary>
    internal string Write() => JsonSerializer.Serialize(new Dictionary<string, string>
    {
        ["address"] = Address,
        ["user_agent"] = UserAgent,
        ["salt"] = RandomNumberGenerator.GetHexString(32),
    });

    /// <summary>Of an event; null when it was taken away, or cannot be read.</summary>
    public static AuditOrigin? Read(string? stored)
    {
        if (stored is null)
        {
            return null;
        }

        try
        {
            var read = JsonSerializer.Deserialize<Dictionary<string, string>>(stored);
            return read is null ? null : new AuditOrigin { Address = read.GetValueOrDefault("address", ""), UserAgent = read.GetValueOrDefault("user_agent", "") };
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
