namespace Parley.Accounts.Tokens;

/// <summary>A key pair that signs access tokens. Published before it signs, and until the last token it signed has run out.</summary>
public sealed class SigningKey
{
    /// <summary>The <c>kid</c>.</summary>
    public required string Id { get; set; }

    /// <summary><c>RS256</c> or <c>ES256</c>.</summary>
    public required string Algorithm { get; set; }

    /// <summary>The public key as a JWK.</summary>
    public required string PublicKey { get; set; }

    /// <summary>PKCS #8, encrypted with the installation's secret.</summary>
    public required string PrivateKey { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime SignsFrom { get; set; }

    public DateTime PublishedUntil { get; set; }
}
