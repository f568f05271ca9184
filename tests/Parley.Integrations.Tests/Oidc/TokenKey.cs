using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Parley.Integrations.Tests.Oidc;

/// <summary>A key pair that signs tokens, right ones and wrong ones, without the library that reads them.</summary>
internal sealed record TokenKey(string? Id, AsymmetricAlgorithm Pair)
{
    public static TokenKey Rsa(string? id, int bits = 2048) => new(id, RSA.Create(bits));

    public static TokenKey Curve(string? id) => new(id, ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>As a provider publishes it.</summary>
    public JsonObject Public()
    {
        var key = Pair is RSA rsa ? OfRsa(rsa.ExportParameters(false)) : OfCurve(((ECDsa)Pair).ExportParameters(false));
        if (Id is not null)
        {
            key["kid"] = Id;
        }

        return key;
    }

    /// <param name="claims">The payload.</param>
    /// <param name="algorithm">As the header says; <c>none</c> signs nothing, HS256 with the public key as the secret.</param>
    /// <param name="header">More for the header, or other values.</param>
    public string Sign(JsonObject claims, string algorithm = "RS256", JsonObject? header = null)
    {
        var head = new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT" };
        if (Id is not null)
        {
            head["kid"] = Id;
        }

        foreach (var (name, value) in header ?? [])
        {
            head[name] = value?.DeepClone();
        }

        var text = $"{Encode(head.ToJsonString())}.{Encode(claims.ToJsonString())}";
        return $"{text}.{Base64Url.EncodeToString(Signature(Encoding.ASCII.GetBytes(text), algorithm))}";
    }

    private byte[] Signature(byte[] text, string algorithm) => (algorithm, Pair) switch
    {
        ("RS256", RSA rsa) => rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        ("PS256", RSA rsa) => rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        ("RS512", RSA rsa) => rsa.SignData(text, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
        ("HS256", RSA rsa) => HMACSHA256.HashData(Encoding.ASCII.GetBytes(rsa.ExportSubjectPublicKeyInfoPem()), text),
        (_, ECDsa curve) => curve.SignData(text, HashAlgorithmName.SHA256),
        _ => [],
    };

    private static JsonObject OfRsa(RSAParameters key) => new()
    {
        ["kty"] = "RSA",
        ["use"] = "sig",
        ["n"] = Base64Url.EncodeToString(key.Modulus),
        ["e"] = Base64Url.EncodeToString(key.Exponent),
    };

    private static JsonObject OfCurve(ECParameters key) => new()
    {
        ["kty"] = "EC",
        ["crv"] = "P-256",
        ["use"] = "sig",
        ["x"] = Base64Url.EncodeToString(key.Q.X),
        ["y"] = Base64Url.EncodeToString(key.Q.Y),
    };

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
