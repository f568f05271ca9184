using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Parley.Integrations.Oidc;

/// <summary>A key that the provider publishes for its signatures.</summary>
/// <param name="Id">Its <c>kid</c>; null when it has none.</param>
/// <param name="Algorithms">Which it may have signed with. A public key is thus never taken for a shared secret.</param>
internal sealed record ProviderKey(string? Id, IReadOnlyList<string> Algorithms, SecurityKey Key)
{
    private const int MaxKeys = 100;
    private const int MinModulusBytes = 2048 / 8;
    private const int MaxModulusBytes = 8192 / 8;

    private static readonly string[] OfRsa = ["RS256", "PS256"];
    private static readonly string[] OfCurve = ["ES256"];

    /// <summary>Every algorithm that is accepted. All of them sign with SHA-256.</summary>
    public static IReadOnlyList<string> Accepted { get; } = [.. OfRsa, .. OfCurve];

    /// <summary>The keys of a set (RFC 7517) that can be used; others, such as those for encryption, are passed over.</summary>
    public static IReadOnlyList<ProviderKey> ReadSet(JsonElement set) =>
        set.TryGetProperty("keys", out var keys) && keys.ValueKind is JsonValueKind.Array
            ? [.. keys.EnumerateArray().Take(MaxKeys).Select(Read).OfType<ProviderKey>()]
            : [];

    public bool MaySign(string algorithm) => Algorithms.Contains(algorithm);

    private static ProviderKey? Read(JsonElement key)
    {
        if (key.ValueKind is not JsonValueKind.Object || Claims.Text(key, "use") is not (null or "sig"))
        {
            return null;
        }

        try
        {
            var (algorithms, read) = Claims.Text(key, "kty") switch
            {
                "RSA" => (OfRsa, (SecurityKey?)ReadRsa(key)),
                "EC" when Claims.Text(key, "crv") is "P-256" => (OfCurve, ReadCurve(key)),
                _ => ([], null),
            };
            var own = Claims.Text(key, "alg");
            algorithms = own is null ? algorithms : [.. algorithms.Where(algorithm => algorithm == own)];
            return read is null || algorithms.Length == 0 ? null : new(Claims.Text(key, "kid"), algorithms, read);
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }

    private static RsaSecurityKey? ReadRsa(JsonElement key)
    {
        var (modulus, exponent) = (Bytes(key, "n"), Bytes(key, "e"));
        return modulus.Length is >= MinModulusBytes and <= MaxModulusBytes && exponent.Length is > 0 and <= 8
            ? new RsaSecurityKey(new RSAParameters { Modulus = modulus, Exponent = exponent })
            : null;
    }

    private static ECDsaSecurityKey ReadCurve(JsonElement key) => new(ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = Bytes(key, "x"), Y = Bytes(key, "y") },
    }));

    private static byte[] Bytes(JsonElement key, string name) => Base64Url.DecodeFromChars(Claims.Text(key, name));
}
