using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Parley.Secrets;

namespace Parley.Accounts.Tokens;

/// <summary>Makes key pairs and reads stored ones.</summary>
public sealed class KeyPairs(SecretProtector protector)
{
    public const string Purpose = "signing-key";

    private const int RsaBits = 2048; // What RFC 7518 asks for at least; verified with every request that has a new token.

    public SigningKey Make(string algorithm, DateTime now, DateTime signsFrom, DateTime publishedUntil)
    {
        using var key = Create(algorithm);
        var id = Base64Url.EncodeToString(SHA256.HashData(key.ExportSubjectPublicKeyInfo()).AsSpan(0, 12));
        return new SigningKey
        {
            Id = id,
            Algorithm = algorithm,
            PublicKey = JsonSerializer.Serialize(Describe(key, algorithm, id)),
            PrivateKey = protector.Protect(Purpose, key.ExportPkcs8PrivateKey()),
            CreatedAt = now,
            SignsFrom = signsFrom,
            PublishedUntil = publishedUntil,
        };
    }

    public KeyPair Read(SigningKey stored)
    {
        var key = Create(stored.Algorithm);
        key.ImportPkcs8PrivateKey(protector.Unprotect(Purpose, stored.PrivateKey), out _);
        return new(stored.Id, stored.Algorithm, stored.PublicKey, key, stored.SignsFrom, stored.PublishedUntil);
    }

    private static AsymmetricAlgorithm Create(string algorithm) =>
        algorithm is "ES256" ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : RSA.Create(RsaBits);

    // RFC 7517 and 7518.
    private static Dictionary<string, string> Describe(AsymmetricAlgorithm key, string algorithm, string id)
    {
        var jwk = new Dictionary<string, string> { ["kid"] = id, ["use"] = "sig", ["alg"] = algorithm };
        if (key is ECDsa curve)
        {
            var point = curve.ExportParameters(includePrivateParameters: false).Q;
            (jwk["kty"], jwk["crv"], jwk["x"], jwk["y"]) = ("EC", "P-256", Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
        }
        else if (key is RSA rsa)
        {
            var numbers = rsa.ExportParameters(includePrivateParameters: false);
            (jwk["kty"], jwk["n"], jwk["e"]) = ("RSA", Base64Url.EncodeToString(numbers.Modulus), Base64Url.EncodeToString(numbers.Exponent));
        }

        return jwk;
    }
}
